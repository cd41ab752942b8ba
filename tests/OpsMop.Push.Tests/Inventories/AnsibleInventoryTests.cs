using OpsMop.Push.Inventories;

namespace OpsMop.Push.Tests.Inventories;

/// <summary>Inventories that were written for Ansible.</summary>
public sealed class AnsibleInventoryTests : IDisposable
{
    private readonly InventoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_ini_inventory_is_read()
    {
        _folder.Write("hosts", """
            # a comment
            mail.example.com ansible_host=192.0.2.50 ; no comment here, but '#' is

            [web]
            web[01:03].example.com:2222 ansible_user=deploy rack='b 12' # behind

            [db]
            db-[a:b].example.com ansible_ssh_private_key_file=~/.ssh/db ansible_become=yes ansible_become_user=postgres
            [2001:db8::7]:22

            [web:vars]
            workers = 8
            domains = ['a.example', "b.example"]
            web = {'workers': 8, 'debug': True}
            version=1.10
            mode=0644

            [europe:children]
            web
            db   # both

            [all:vars]
            ansible_ssh_common_args='-o ProxyJump=bastion -o "ServerAliveInterval 5" -A'
            ansible_port=22
            """.Replace(" ; no comment here, but '#' is", "", StringComparison.Ordinal));
        var loaded = await _folder.LoadAsync();
        Assert.Equal("web01.example.com web02.example.com web03.example.com db-a.example.com db-b.example.com 2001:db8::7", string.Join(' ', loaded.Select("europe")));
        Assert.Equal("mail.example.com", string.Join(' ', loaded.Select("ungrouped")));

        var web = Settings(loaded, "web01.example.com");
        Assert.Equal(("deploy", 2222), (web.User, web.Port.Value));
        Assert.Equal(["ProxyJump=bastion", "ServerAliveInterval=5", "ForwardAgent=yes"], web.Options);
        var db = Settings(loaded, "db-a.example.com");
        Assert.Equal(("~/.ssh/db", true, "postgres", 22), (db.IdentityFile, db.Sudo, db.SudoUser, db.Port.Value));
        Assert.Equal("192.0.2.50", Settings(loaded, "mail.example.com").Address);

        Assert.Equal(
            [
                "domains = [\"a.example\",\"b.example\"] (group web, 13)", "mode = \"0644\" (group web, 16)", "rack = \"b 12\" (host, 5)", "version = 1.10 (group web, 15)",
                "workers = 8 (group web, 12)", "web.debug = true (group web, 14)", "web.workers = 8 (group web, 14)",
            ],
            Variables(loaded, "web01.example.com"));

        // Only what can be a role's goes to the engine, and it need not be one.
        var layer = Assert.Single(loaded.LayersOf(loaded.Inventory.FindHost("web01.example.com")!));
        Assert.Equal(("group web", true, """{"web":{"workers":8,"debug":true}}"""), (layer.Name, layer.IsFree, layer.Values.GetRawText()));
    }

    [Theory]
    [InlineData("[web:children]\nnone", "hosts(2): error OPM6007: The group web contains 'none', and there is no such group.")]
    [InlineData("[web]\na\n[wbe:vars]\nx=1", "hosts(4): error OPM6007: There are variables of 'wbe', and there is no such group. Did you mean 'web'?")]
    [InlineData("[web:var]\nx=1", "hosts(1): error OPM6006: [web:var]: a section is [group], [group:vars] or [group:children]. Did you mean 'vars'?")]
    [InlineData("a b", "hosts(1): error OPM6006: 'b' stands where name=value is expected")]
    [InlineData("a x='1", "hosts(1): error OPM6006: The quotes of this line do not close.")]
    [InlineData("x=1", "hosts(1): error OPM6006: 'x=1' stands where the name of a host is expected. Variables of a group stand below [all:vars].")]
    [InlineData("[web:vars]\nworkers\n[web]", "hosts(2): error OPM6006: [web:vars] has name=value in each line.")]
    [InlineData("a ansible_port=ssh", "hosts(1): error OPM6004: ansible_port: 'ssh' is not a port")]
    [InlineData("a:99999", "hosts(1): error OPM6004: 99999 is not a port")]
    [InlineData("a ansible_become=perhaps", "hosts(1): error OPM6004: ansible_become: 'perhaps' is neither true nor false.")]
    [InlineData("a ansible_become_method=doas", "hosts(1): error OPM6004: ansible_become_method: hosts are entered with sudo, and not with 'doas'.")]
    [InlineData("a ansible_user='{{ login }}'", "hosts(1): error OPM6004: ansible_user: this is a template, which Ansible fills in while it runs. Write the value itself.")]
    [InlineData("a ansible_password=hunter2", "hosts(1): error OPM6011: ansible_password: a password does not stand in an inventory. Take the line out, and write password: prompt")]
    [InlineData("a ansible_become_pass='{{ vault }}'", "hosts(1): error OPM6011: ansible_become_pass: a password does not stand in an inventory. Take the line out, and write sudo-password: prompt")]
    [InlineData("a ansible_ssh_common_args='-F other'", "hosts(1): error OPM6004: ansible_ssh_common_args: '-F' is not taken over")]
    [InlineData("a ansible_ssh_common_args='-o Proxy'", "hosts(1): error OPM6004: ansible_ssh_common_args: '-o Proxy' has no value; write -o Option=value.")]
    [InlineData("web[3:1]", "hosts(1): error OPM6010: '[3:1]' in 'web[3:1]' ends before it begins; write [1:3].")]
    public async Task What_is_wrong_with_an_ini_inventory_is_told_with_file_and_line(string text, string expected)
    {
        _folder.Write("hosts", text);
        var fault = Assert.Single(await _folder.FaultsAsync());
        Assert.StartsWith(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Separate_files_of_any_group_win_over_the_inventory_as_they_do_with_ansible()
    {
        _folder.Write("production/hosts", "[web]\nweb01 color=line\n[web:vars]\na=inventory\nb=inventory\nansible_user=inventory\n[all:vars]\nc=inventory\nansible_port=22\n")
            .Write("production/group_vars/all.yml", "b: all-file\nansible_user: all-file\n")
            .Write("production/group_vars/web/main.yml", "a: web-file\nansible_port: 2222\n")
            .Write("production/group_vars/web/.hidden", "a: hidden\n")
            .Write("production/group_vars/nobody.yml", "a: nobody\n")
            .Write("production/host_vars/web01.yml", "color: file\n");
        var loaded = await _folder.LoadAsync("production/hosts");
        Assert.Equal(
            ["a = \"web-file\" (group web, 1)", "b = \"all-file\" (group all, 1)", "c = \"inventory\" (group all, 8)", "color = \"file\" (host, 1)"],
            Variables(loaded, "web01"));
        Assert.Equal(("all-file", 2222), (Settings(loaded, "web01").User, Settings(loaded, "web01").Port.Value));
        Assert.Equal(4, (await _folder.LoadAsync("production")).Sources.Count);
    }

    [Fact]
    public async Task A_yaml_inventory_of_ansible_is_read()
    {
        _folder.Write("inventory.yml", """
            all:
              vars:
                ansible_user: admin
              hosts:
                mail.example.com:
              children:
                web:
                  hosts:
                    web[1:2].example.com:
                      ansible_port: 2222
                      rack: b12
                  vars:
                    ansible_become: true
                    web: {workers: 8}
                dc:
                  children:
                    web:
            """);
        var loaded = await _folder.LoadAsync();
        Assert.Equal("web1.example.com web2.example.com", string.Join(' ', loaded.Select("dc")));
        var web = Settings(loaded, "web2.example.com");
        Assert.Equal(("admin", 2222, true), (web.User, web.Port.Value, web.Sudo));
        Assert.Equal(["rack = \"b12\" (host, 11)", "web.workers = 8 (group web, 14)"], Variables(loaded, "web2.example.com"));
        Assert.Equal(("host", 10), (loaded.OriginOf(loaded.Inventory.FindHost("web1.example.com")!, ConnectionSetting.Find("port")!) is var (who, at) ? (who, at.Line) : default));
    }

    [Theory]
    [InlineData("all:\n  host:\n    a:\n  hosts:\n    b:", "inventory.yml(2): error OPM6009: A group of an inventory of Ansible has no 'host'. Did you mean 'hosts'?")]
    [InlineData("all:\n  hosts: 5", "inventory.yml(2): error OPM6004: hosts: expected a mapping, as Ansible has it: a host in each line, with a colon after it.")]
    [InlineData("all:\n  hosts:\n    a:\n      ansible_password: !vault |\n        $ANSIBLE_VAULT;1.1;AES256\n        6162", "inventory.yml(4): error OPM6011: this is encrypted by ansible-vault")]
    [InlineData("$ANSIBLE_VAULT;1.1;AES256\n6162", "inventory.yml(1): error OPM6011: this is encrypted by ansible-vault")]
    [InlineData("plugin: aws_ec2\nregions: [x]", "inventory.yml(1): error OPM6006: This is the configuration of a plugin of Ansible (aws_ec2), and no inventory.")]
    [InlineData("a:\n  children:\n    b:\n      hosts: {h: }\n      children:\n        a:", "inventory.yml(6): error OPM6008: The group b cannot contain a")]
    public async Task What_is_wrong_with_a_yaml_inventory_of_ansible_is_told(string text, string expected)
    {
        _folder.Write("inventory.yml", text);
        Assert.StartsWith(expected, (await _folder.FaultsAsync())[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_run()
    {
        _folder.WriteScript("inventory.sh", """
            #!/bin/sh
            [ "$1" = --list ] || exit 3
            echo '{"web": {"hosts": ["web1", "web2"], "vars": {"ansible_user": "deploy"}, "children": ["canary"]}, "canary": ["web3"],'
            echo '"_meta": {"hostvars": {"web1": {"ansible_host": "10.0.0.1", "rack": 7}, "gone": {}}}}'
            """);
        var loaded = await _folder.LoadAsync("inventory.sh");
        Assert.Equal("web1 web2 web3", string.Join(' ', loaded.Select("web")));
        Assert.Equal(("10.0.0.1", "deploy"), (Settings(loaded, "web1").Address, Settings(loaded, "web1").User));
        Assert.Equal(["rack = 7 (host, 0)"], Variables(loaded, "web1"));
        Assert.Null(loaded.Inventory.FindHost("gone"));
    }

    [Fact]
    public async Task A_script_without_meta_is_asked_for_each_host()
    {
        _folder.WriteScript("inventory.sh", """
            #!/bin/sh
            case $1 in
              --list) echo '{"web": ["web1", "web2"]}';;
              --host) echo "{\"ansible_host\": \"10.0.0.${2#web}\"}";;
            esac
            """);
        var loaded = await _folder.LoadAsync("inventory.sh");
        Assert.Equal(["10.0.0.1", "10.0.0.2"], loaded.Inventory.Hosts.Select(host => loaded.SettingsOf(host).Address));
    }

    [Theory]
    [InlineData("echo boom >&2; exit 3", "inventory.sh(0): error OPM6006: The inventory script has failed with exit code 3: boom. It was called with --list.")]
    [InlineData("echo '[1]'", "inventory.sh(0): error OPM6006: The inventory script has not printed a JSON object. It was called with --list.")]
    [InlineData("echo '{\"web\": '", "inventory.sh(0): error OPM6006: The inventory script has not printed JSON; line ")]
    public async Task A_script_that_fails_is_told(string script, string expected)
    {
        _folder.WriteScript("inventory.sh", "#!/bin/sh\n" + script + "\n");
        Assert.StartsWith(expected, Assert.Single(await _folder.FaultsAsync("inventory.sh")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_may_not_run_is_told()
    {
        _folder.Write("inventory.sh", "#!/bin/sh\necho '{}'\n");
        Assert.Contains("chmod +x", Assert.Single(await _folder.FaultsAsync("inventory.sh")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_script_has_printed_is_an_inventory_too()
    {
        _folder.Write("list.json", """{"web": {"hosts": ["web1"]}, "_meta": {"hostvars": {"web1": {"ansible_user": "x"}}}}""");
        Assert.Equal("x", Settings(await _folder.LoadAsync("list.json"), "web1").User);
    }

    [Fact]
    public async Task Connections_other_than_ssh_are_warned_of()
    {
        _folder.Write("hosts", "localhost ansible_connection=local");
        var warning = Assert.Single((await _folder.LoadAsync()).Warnings);
        Assert.Equal("hosts(1): warning OPM6009: ansible_connection: hosts are reached over SSH, and 'local' counts for nothing. Use apply for this machine.", _folder.Shown(warning));
    }

    [Fact]
    public async Task A_folder_with_inventories_in_folders_only_is_told()
    {
        _folder.Write("inventory/production/hosts", "a");
        Assert.Contains("name one: --inventory inventory/production.", Assert.Single(await _folder.FaultsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_priority_of_a_group_decides_among_siblings()
    {
        _folder.Write("hosts", "[a]\nh\n[b]\nh\n[a:vars]\nx=a\nansible_group_priority=10\n[b:vars]\nx=b\n");
        Assert.Contains("x = \"a\" (group a, 6)", Variables(await _folder.LoadAsync(), "h"));
    }

    private static ConnectionSettings Settings(LoadedInventory loaded, string host) => loaded.SettingsOf(loaded.Inventory.FindHost(host)!);

    private static string[] Variables(LoadedInventory loaded, string host) =>
    [
        .. loaded.VariablesOf(loaded.Inventory.FindHost(host)!)
            .Select(variable => $"{(variable.Role.Length > 0 ? variable.Role + "." : "")}{variable.Name} = {variable.Value.GetRawText()} ({variable.Who}, {variable.At.Line})"),
    ];
}
