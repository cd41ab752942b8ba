using OpsMop.Push.Inventories;

namespace OpsMop.Push.Tests.Inventories;

/// <summary>Our own form.</summary>
public sealed class YamlInventoryTests : IDisposable
{
    private readonly InventoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_inventory_with_everything_is_read()
    {
        _folder.Write("inventory.yaml", """
            connect:
              user: deploy
              options: [ServerAliveInterval=5]
            vars:
              ntp: {servers: [a.example, b.example]}
            hosts:
              bastion.example.com:
                connect: {user: jump, via: none}
              solo.example.com:
                groups: [db]
            groups:
              web:
                hosts: ["web[01:03].example.com", 10.0.0.7]
                connect:
                  via: bastion.example.com
                  sudo: true
                  sudo-password: {command: pass show sudo}
                vars:
                  web:
                    workers: 8
              db:
                hosts:
                  db[1:2]:
                    connect: {port: 2222, identity-file: keys/db, options: [ForwardAgent=yes]}
                    vars: {database: {memory: 8G}}
                  db2:
                    connect: {host_keys: accept-new, timeout: 5s, persist: 1m, relay: true, on-disconnect: stop, agentless: false}
              short: [web01.example.com]
              backend:
                children: [db]
            """);
        var loaded = await _folder.LoadAsync();
        Assert.Equal([_folder.Path("inventory.yaml")], loaded.Sources);
        Assert.Equal("bastion.example.com solo.example.com web01.example.com web02.example.com web03.example.com 10.0.0.7 db1 db2", string.Join(' ', loaded.Inventory.Hosts));
        Assert.Equal("db1 db2 solo.example.com", string.Join(' ', loaded.Select("backend")));

        var web = Settings(loaded, "web01.example.com");
        Assert.Equal(("deploy", "bastion.example.com", true, "command pass show sudo"), (web.User, web.Via, web.Sudo, web.SudoPassword!.ToString()));
        Assert.Equal(["short", "web"], loaded.GroupsOf(loaded.Inventory.FindHost("web01.example.com")!));
        Assert.Equal(("jump", ""), (Settings(loaded, "bastion.example.com").User, Settings(loaded, "bastion.example.com").Via));

        var db = Settings(loaded, "db2");
        Assert.Equal((2222, _folder.Path("keys/db"), HostKeyPolicy.AcceptNew, TimeSpan.FromSeconds(5)), (db.Port.Value, db.IdentityFile, db.HostKeys, db.Timeout.Value));
        Assert.Equal((TimeSpan.FromMinutes(1), true, DisconnectPolicy.Stop, false), (db.Persist.Value, db.Relay, db.OnDisconnect, db.Agentless));
        Assert.Equal(["ForwardAgent=yes", "ServerAliveInterval=5"], db.Options);

        var layers = loaded.LayersOf(loaded.Inventory.FindHost("web02.example.com")!);
        Assert.Equal(["group all", "group web"], layers.Select(layer => layer.Name));
        Assert.Equal((_folder.Path("inventory.yaml"), 20, false), (layers[1].Source, layers[1].Lines["web.workers"], layers[1].IsFree));
        Assert.Equal(["web", "web.workers"], layers[1].Lines.Keys);
        Assert.Equal("host db1", loaded.LayersOf(loaded.Inventory.FindHost("db1")!)[^1].Name);
    }

    [Fact]
    public async Task The_origin_of_each_setting_and_variable_is_known()
    {
        _folder.Write("inventory.yaml", """
            vars: {web: {workers: 2, debug: true}}
            groups:
              web:
                hosts:
                  web01:
                    connect:
                      port: 2222
                    vars:
                      web:
                        workers: 16
                connect: {user: deploy}
            """).Write("user/connection.yaml", "user: me\ntimeout: 20s\n");
        var loaded = await _folder.LoadAsync();
        var host = loaded.Inventory.FindHost("web01")!;
        Assert.Equal(("host", 7), Origin("port"));
        Assert.Equal(("group web", 11), Origin("user"));
        Assert.Equal(("user", 2), Origin("timeout"));
        Assert.Equal(("", 0), Origin("via"));
        Assert.Equal(TimeSpan.FromSeconds(20), loaded.SettingsOf(host).Timeout.Value);
        Assert.Equal(
            ["web.debug = true (group all, 1)", "web.workers = 16 (host, 10)"],
            loaded.VariablesOf(host).Select(variable => $"{variable.Role}.{variable.Name} = {variable.Value} ({variable.Who}, {variable.At.Line})".Replace("True", "true", StringComparison.Ordinal)));

        (string, int) Origin(string name)
        {
            var (who, at) = loaded.OriginOf(host, ConnectionSetting.Find(name)!);
            return (who, at.Line);
        }
    }

    [Fact]
    public async Task A_folder_has_a_file_for_each_group_and_host_that_wants_one()
    {
        _folder.Write("inventory/main.yaml", "groups: {web: {hosts: [web01, web02], vars: {web: {workers: 2}}}}")
            .Write("inventory/groups/web.yaml", "vars: {web: {workers: 3}}\nchildren: [canary]\n")
            .Write("inventory/groups/canary.yaml", "hosts: [web09]\n")
            .Write("inventory/hosts/web02.yaml", "connect: {address: 10.0.0.2}\n")
            .Write("inventory/README.md", "# not an inventory")
            .Write("inventory/main.yaml~", "what: ever");
        var loaded = await _folder.LoadAsync();
        Assert.Equal("web01 web02 web09", string.Join(' ', loaded.Select("web")));
        Assert.Equal("10.0.0.2", Settings(loaded, "web02").Address);
        Assert.Equal(["""{"web":{"workers":2}}""", """{"web":{"workers":3}}"""], loaded.LayersOf(loaded.Inventory.FindHost("web01")!).Select(layer => layer.Values.GetRawText().Replace(" ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_inventories_are_one_and_code_adds_to_them()
    {
        _folder.Write("a.yaml", "groups: {web: {hosts: [a1]}}").Write("b.yaml", "groups: {all-web: {children: [web]}, web: {hosts: [b1]}}");
        var loaded = await _folder.LoadAsync(inventory => inventory.Host("c1").In("web"), "a.yaml", "b.yaml");
        Assert.Equal("c1 a1 b1", string.Join(' ', loaded.Select("all-web")));
    }

    [Theory]
    [InlineData("groups: {web: {hosts: [a], chidlren: [b]}}", "inventory.yaml(1): error OPM6009: A group has no 'chidlren'. Did you mean 'children'?")]
    [InlineData("groups: {web: {hosts: [a], user: deploy}}", "inventory.yaml(1): error OPM6009: A group has no 'user'. It is a setting of the connection: write connect: {user: …}.")]
    [InlineData("hosts: {a: {address: 10.0.0.1}}", "inventory.yaml(1): error OPM6009: A host has no 'address'. It is a setting of the connection: write connect: {address: …}.")]
    [InlineData("hosts: [a]\ngroup: {}", "inventory.yaml(2): error OPM6009: An inventory has no 'group'. Did you mean 'groups'?")]
    [InlineData("hosts: [a]\nconnect: {usr: x}", "inventory.yaml(2): error OPM6009: A connection has no setting 'usr'. Did you mean 'user'?")]
    [InlineData("hosts: [a]\nconnect: {key: x}", "inventory.yaml(2): error OPM6009: A connection has no setting 'key'. Did you mean 'identity-file'?")]
    [InlineData("hosts: [a]\nconnect:\n  user: x\n  port: 70000", "inventory.yaml(4): error OPM6004: port: 70000 is not a port; write a number from 1 to 65535, such as 8080.")]
    [InlineData("hosts: [a]\nconnect: {sudo: maybe}", "inventory.yaml(2): error OPM6004: sudo: expected true or false.")]
    [InlineData("hosts: [a]\nconnect: {timeout: 10}", "inventory.yaml(2): error OPM6004: timeout: '10' has no unit; did you mean 10s?")]
    [InlineData("hosts: [a]\nconnect: {host-keys: strikt}", "inventory.yaml(2): error OPM6004: host-keys: expected one of strict, accept-new, off. Did you mean 'strict'?")]
    [InlineData("hosts: [a]\nconnect: {options: [ForwardAgent]}", "inventory.yaml(2): error OPM6004: options: expected a list of options of OpenSSH, such as [ForwardAgent=yes].")]
    [InlineData("hosts: [a]\nconnect: deploy", "inventory.yaml(2): error OPM6004: connect: expected settings, such as user: deploy.")]
    [InlineData("groups: {web: {hosts: [a]},\n  front: {children: [wbe]}}", "inventory.yaml(2): error OPM6007: The group front contains 'wbe', and there is no such group. Did you mean 'web'?")]
    [InlineData("hosts: {a: {groups: [wbe]}}\ngroups: {web: }", "inventory.yaml(1): error OPM6007: The host a is in 'wbe', and there is no such group. Did you mean 'web'?")]
    [InlineData("groups:\n  a: {children: [b]}\n  b: {children: [a], hosts: [h]}", "inventory.yaml(3): error OPM6008: The group b cannot contain a, which contains it: b → a → b.")]
    [InlineData("hosts: [a, bastion]\nconnect: {via: baston}", "inventory.yaml(2): error OPM6007: a is reached via 'baston', and there is no such host in the inventory. Did you mean 'bastion'?")]
    [InlineData("groups: {web: {hosts: [a], connect: {via: web}}}", "inventory.yaml(1): error OPM6007: a is reached via 'web', which is a group; name one host.")]
    [InlineData("hosts:\n  a: {connect: {via: b}}\n  b: {connect: {via: c}}\n  c: {connect: {via: a}}", "inventory.yaml(2): error OPM6008: Hosts are reached through each other: a → b → c → a. Say via: none for the one that is reached directly.")]
    [InlineData("hosts:\n  a: {connect: {via: a}}", "inventory.yaml(2): error OPM6008: Hosts are reached through each other: a → a.")]
    [InlineData("groups:\n  web:\n    hosts: ['web[9:1]']", "inventory.yaml(3): error OPM6010: '[9:1]' in 'web[9:1]' ends before it begins; write [1:9].")]
    [InlineData("hosts: ['web 1']", "inventory.yaml(1): error OPM6010: 'web 1' cannot name a host: ' ' may not stand in it")]
    [InlineData("hosts: ['web1:22']", "inventory.yaml(1): error OPM6010: 'web1:22' cannot name a host: ':' may not stand in it. The port is a setting of its connection.")]
    [InlineData("hosts:\n  a:\n  a:", "inventory.yaml(3): error OPM6006: 'a' is here a second time; the first is in line 2.")]
    [InlineData("hosts:\n  - a: {connect: {user: x}}", "inventory.yaml(2): error OPM6004: hosts: expected names in this list. To say more of one, write a mapping")]
    [InlineData("hosts: [a]\nvars: 8", "inventory.yaml(2): error OPM6004: vars: expected roles, with their variables below them, such as web: {workers: 8}.")]
    [InlineData("hosts: [a", "error OPM6006: ")]
    [InlineData("[a, b]", "inventory.yaml(1): error OPM6006: This is no inventory: expected hosts, groups, connect and vars")]
    [InlineData("what: {ever: 1}", "inventory.yaml(1): error OPM6006: This is no inventory")]
    [InlineData("hosts: [a]\nconnect:\n  password: hunter2", "inventory.yaml(3): error OPM6011: password: a password does not stand in an inventory. Write {file: secrets/NAME}")]
    [InlineData("hosts: [a]\nconnect:\n  sudo-password: 12345", "inventory.yaml(3): error OPM6011: sudo-password: a password does not stand in an inventory.")]
    [InlineData("hosts: [a]\nconnect:\n  password: {fil: x}", "inventory.yaml(3): error OPM6004: password: expected {file: PATH}, {command: COMMAND} or prompt.")]
    [InlineData("hosts: [a]\nconnect:\n  password: !vault |\n    $ANSIBLE_VAULT;1.1;AES256", "inventory.yaml(3): error OPM6011: this is encrypted by ansible-vault, which is not read here.")]
    public async Task What_is_wrong_is_told_with_file_and_line(string text, string expected)
    {
        _folder.Write("inventory.yaml", text);
        var faults = await _folder.FaultsAsync();
        Assert.Contains(expected, Assert.Single(faults), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain("12345", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        _folder.Write("inventory.yaml", "hosts: [a, 'b c']\nconnect: {prot: 1, user: ''}\ngroups: {x: {children: [y]}}");
        Assert.Equal(4, (await _folder.FaultsAsync()).Length);
    }

    [Fact]
    public async Task The_host_that_all_others_go_through_is_reached_directly()
    {
        _folder.Write("inventory.yaml", "hosts: [bastion, a]\nconnect: {via: bastion}");
        var loaded = await _folder.LoadAsync();
        Assert.Null(loaded.ViaOf(loaded.Inventory.FindHost("bastion")!, Settings(loaded, "bastion")));
        Assert.Equal("bastion", loaded.ViaOf(loaded.Inventory.FindHost("a")!, Settings(loaded, "a")));
    }

    [Fact]
    public async Task The_first_usual_place_is_the_inventory()
    {
        Assert.Equal(["error OPM6006: There is no inventory."], (await _folder.FaultsAsync()).Select(fault => fault[..37]));

        // A folder of example hosts is no inventory.
        _folder.Write("hosts/example.yaml", "name: example");
        Assert.Single(await _folder.FaultsAsync());

        _folder.Write("inventory.ini", "ini1");
        Assert.Equal("ini1", Assert.Single((await _folder.LoadAsync()).Inventory.Hosts).Name);
        _folder.Write("inventory.yaml", "hosts: [yaml1]");
        Assert.Equal("yaml1", Assert.Single((await _folder.LoadAsync()).Inventory.Hosts).Name);
        Assert.Equal("ini1", Assert.Single((await _folder.LoadAsync("inventory.ini")).Inventory.Hosts).Name);
        Assert.Equal(["inventroy.ini: error OPM6006: There is no such inventory. Did you mean 'inventory.ini'?"], (await _folder.FaultsAsync("inventroy.ini")).Select(fault => fault.Replace("(0)", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Code_alone_is_an_inventory() =>
        Assert.Single((await _folder.LoadAsync(inventory => inventory.Host("a"))).Inventory.Hosts);

    [Fact]
    public async Task Hosts_may_stand_on_the_command_line()
    {
        var loaded = await _folder.LoadAsync("web[1:2],root@db1:2222,");
        Assert.Equal("web1 web2 db1", string.Join(' ', loaded.Inventory.Hosts));
        Assert.Equal(("root", 2222), (Settings(loaded, "db1").User, Settings(loaded, "db1").Port.Value));
    }

    [Fact]
    public async Task A_wrong_file_of_the_user_s_own_settings_is_told()
    {
        _folder.Write("inventory.yaml", "hosts: [a]").Write("user/connection.yaml", "user: me\npasword: prompt\n");
        Assert.Equal(["user/connection.yaml(2): error OPM6009: A connection has no setting 'pasword'. Did you mean 'password'?"], await _folder.FaultsAsync());
    }

    private static ConnectionSettings Settings(LoadedInventory loaded, string host) => loaded.SettingsOf(loaded.Inventory.FindHost(host)!);
}
