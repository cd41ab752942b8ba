using OpsMop.Engine;
using OpsMop.Push.Inventories;

namespace OpsMop.Push.Tests.Inventories;

public sealed class ConnectionResolverTests : IDisposable
{
    private readonly InventoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Settings_come_from_the_host_its_groups_the_role_and_the_user_in_this_order()
    {
        _folder.Write("inventory.yaml", """
            connect: {user: all, port: 1001, address: all}
            groups:
              parent: {children: [child], connect: {port: 1002, sudo-user: parent}}
              child: {hosts: {h: {connect: {address: host}}}, connect: {sudo-user: child}}
            """).Write("user/connection.yaml", "user: user\ntimeout: 7s\npersist: 1m\n");
        var loaded = await _folder.LoadAsync();
        var roles = new Roles();
        var role = roles.Add<WebRole>().Connect(new ConnectionSettings { User = "role", Timeout = "9s", Sudo = true });
        var settings = loaded.SettingsOf(loaded.Inventory.FindHost("h")!, role);
        Assert.Equal(("host", 1002, "all", "child", true), (settings.Address, settings.Port.Value, settings.User, settings.SudoUser, settings.Sudo));
        Assert.Equal((TimeSpan.FromSeconds(9), TimeSpan.FromMinutes(1)), (settings.Timeout.Value, settings.Persist.Value));
        Assert.Null(loaded.SettingsOf(loaded.Inventory.FindHost("h")!).Sudo);
    }

    [Fact]
    public async Task A_chain_of_hosts_is_followed_and_shared()
    {
        _folder.Write("inventory.yaml", """
            groups:
              inner: {hosts: [a, b], connect: {via: relay, user: inner}}
            hosts:
              relay: {connect: {via: bastion, relay: true, user: relay}}
              bastion: {connect: {user: jump}}
            """);
        var loaded = await _folder.LoadAsync();
        var resolver = new ConnectionResolver(loaded, new PasswordReader("/"));
        var role = new Roles().Add<WebRole>().Connect(new ConnectionSettings { Sudo = true });
        var a = await resolver.ResolveAsync(loaded.Inventory.FindHost("a")!, role);
        var b = await resolver.ResolveAsync(loaded.Inventory.FindHost("b")!, role);
        Assert.Equal(("a", "inner", "relay", "bastion"), (a.Name, a.Settings.User, a.Via!.Name, a.Via.Via!.Name));
        Assert.Same(a.Via, b.Via);
        Assert.Same(a, await resolver.ResolveAsync(loaded.Inventory.FindHost("a")!, role));
        Assert.Null(a.Via.Via.Via);
        Assert.Equal((true, null, true), (a.Settings.Sudo, a.Via.Settings.Sudo, a.Via.Settings.Relay));
    }

    [Fact]
    public async Task A_role_that_leads_nowhere_or_in_a_circle_is_an_error_at_its_line()
    {
        _folder.Write("inventory.yaml", "hosts:\n  a:\n  b: {connect: {via: a}}\n");
        var loaded = await _folder.LoadAsync();
        var resolver = new ConnectionResolver(loaded, new PasswordReader("/"));
        var wrong = new Roles().Add<WebRole>().Connect(new ConnectionSettings { Via = "bb" });
        var exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => resolver.ResolveAsync(loaded.Inventory.FindHost("a")!, wrong).AsTask());
        Assert.Equal("role 'web-role': a is reached via 'bb', and there is no such host in the inventory. Did you mean 'b'?", exception.Findings[0].Message);
        Assert.Equal(wrong.Location, exception.Findings[0].Location);

        var circle = new Roles().Add<WebRole>().Connect(new ConnectionSettings { Via = "b" });
        exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => resolver.ResolveAsync(loaded.Inventory.FindHost("a")!, circle).AsTask());
        Assert.Equal("OPM6008", exception.Findings[0].Id);
        Assert.Equal("b", (await resolver.ResolveAsync(loaded.Inventory.FindHost("b")!, circle)).Name);
    }

    [Fact]
    public async Task Passwords_are_read_once_for_all_hosts()
    {
        _folder.Write("inventory.yaml", $$"""
            connect:
              password: {file: login}
              sudo-password: {command: "echo run >> {{_folder.Path("runs")}}; echo s3cret; echo more"}
            hosts: ["h[1:5]"]
            """).Write("login", "first line\nsecond line\n");
        _folder.SetMode("login", UnixFileMode.UserRead);
        var loaded = await _folder.LoadAsync();
        var resolver = new ConnectionResolver(loaded, new PasswordReader("/"));
        var targets = await Task.WhenAll(loaded.Inventory.Hosts.Select(host => resolver.ResolveAsync(host).AsTask()));
        Assert.All(targets, target => Assert.Equal(("first line", "s3cret"), (target.Password!.Reveal(), target.SudoPassword!.Reveal())));
        Assert.Equal("run\n", await File.ReadAllTextAsync(_folder.Path("runs")));
    }

    [Theory]
    [InlineData("password: {file: open}", "can be read by its group or by others")]
    [InlineData("password: {file: missing}", "does not exist; create it with mode 0600")]
    [InlineData("password: {file: empty}", "is empty")]
    [InlineData("password: {command: 'echo s3cret; exit 4'}", "The command for a password has failed with exit code 4: echo s3cret; exit 4")]
    [InlineData("password: {command: 'true'}", "The command for a password has printed nothing: true")]
    public async Task A_password_that_cannot_be_had_is_a_sentence(string setting, string expected)
    {
        _folder.Write("inventory.yaml", $"hosts: [h]\nconnect: {{{setting}}}\n").Write("open", "x").Write("empty", "\n");
        _folder.SetMode("open", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        _folder.SetMode("empty", UnixFileMode.UserRead);
        var loaded = await _folder.LoadAsync();
        var exception = await Assert.ThrowsAsync<SystemFaultException>(() => new ConnectionResolver(loaded, new PasswordReader("/")).ResolveAsync(loaded.Inventory.Hosts[0]).AsTask());
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_command_is_ended_when_the_run_is()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PasswordReader("/").ReadAsync(PasswordSource.FromCommand("sleep 60"), "", cancel.Token).AsTask());
    }
}
