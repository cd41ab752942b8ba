using System.Text;
using System.Text.Json;
using OpsMop.CommandLine.Output;

namespace OpsMop.CommandLine.Tests;

/// <summary>The verb <c>inventory</c>.</summary>
public sealed class InventoryVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-cli-").FullName;

    public InventoryVerbTests() => File.WriteAllText(Path.Combine(_folder, "inventory.yaml"), """
        connect:
          user: deploy
          sudo-password: {command: pass show sudo}
        groups:
          web:
            hosts:
              web[01:03].example.com:
              web02.example.com:
                connect: {address: 10.0.0.2}
                vars: {greeting: {message: Moin, api-token: abc123}}
            vars:
              greeting:
                times: 2
          db:
            hosts: [db1.example.com]
        """);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_lists_the_hosts_of_a_pattern_with_their_groups()
    {
        Assert.Equal((0, "web01.example.com  web\nweb02.example.com  web\nweb03.example.com  web\ndb1.example.com    db\n\n4 hosts\n", ""), await RunAsync("inventory"));
        Assert.Equal((0, "web03.example.com  web\ndb1.example.com    db\n\n2 of 4 hosts\n", ""), await RunAsync("inventory", "all:!web[0:1]"));
        Assert.Equal((0, "0 of 4 hosts\n", ""), await RunAsync("inventory", "web:!web"));
        Assert.Equal((0, "web01.example.com  web\nweb02.example.com  web\n\n2 of 4 hosts\n", ""), await RunAsync("inventory", "web", "--limit", "web0[12]*:db"));
    }

    [Fact]
    public async Task It_shows_what_is_said_of_one_host_and_where()
    {
        var (code, output, _) = await RunAsync("inventory", "web02.example.com");
        Assert.Equal(0, code);
        Assert.Equal(
            """
            web02.example.com
              groups: web
              settings:
                address        10.0.0.2                inventory.yaml:9 (host)
                user           deploy                  inventory.yaml:2 (group all)
                sudo-password  command pass show sudo  inventory.yaml:3 (group all)
              variables:
                greeting.api-token  ***   inventory.yaml:10 (host)
                greeting.message    Moin  inventory.yaml:10 (host)
                greeting.times      2     inventory.yaml:13 (group web)

            """,
            output);
    }

    [Fact]
    public async Task Verbose_shows_it_of_all()
    {
        var (_, output, _) = await RunAsync("inventory", "--verbose");
        Assert.Equal(4, output.Split('\n').Count(line => line.StartsWith("    user ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Programs_read_one_object_without_secrets()
    {
        var (code, output, error) = await RunAsync("inventory", "web02*", "--output", "json");
        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("abc123", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        var host = Assert.Single(json.RootElement.GetProperty("hosts").EnumerateArray());
        Assert.Equal("web02.example.com", host.GetProperty("name").GetString());
        Assert.Equal("web", Assert.Single(host.GetProperty("groups").EnumerateArray()).GetString());
        var user = host.GetProperty("settings").GetProperty("user");
        Assert.Equal(("deploy", "group all", 2), (user.GetProperty("value").GetString(), user.GetProperty("from").GetString(), user.GetProperty("line").GetInt32()));
        var times = host.GetProperty("variables").EnumerateArray().Single(variable => variable.GetProperty("name").GetString() == "times");
        Assert.Equal(("greeting", 2, Path.Combine(_folder, "inventory.yaml")), (times.GetProperty("role").GetString(), times.GetProperty("value").GetInt32(), times.GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData("inventory wbe", "error OPM6007: There is no host and no group 'wbe'. Did you mean 'web'?")]
    [InlineData("inventory web: ", "error OPM6010: 'web:' has nothing before, after or between its separators")]
    [InlineData("inventory --limit dbb", "error OPM6007: --limit: There is no host and no group 'dbb'. Did you mean 'db'?")]
    [InlineData("inventory --inventory inventory.yml", "inventory.yml: error OPM6006: There is no such inventory. Did you mean 'inventory.yaml'?")]
    [InlineData("inventory -i broken.yaml", "broken.yaml(1): error OPM6011: password: a password does not stand in an inventory.")]
    public async Task What_is_wrong_exits_with_65(string args, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.yaml"), "connect: {password: hunter2}");
        var (code, output, error) = await RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((65, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_inventories_are_one()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "more.ini"), "[db]\ndb2 ansible_user=root\n");
        var (_, output, _) = await RunAsync("inventory", "db", "-i", "inventory.yaml", "-i", "more.ini", "-i", "db3,");
        Assert.Equal("db1.example.com  db\ndb2              db\n\n2 of 6 hosts\n", output);
    }

    [Fact]
    public async Task The_hosts_that_failed_last_may_be_asked_for()
    {
        var (code, output, error) = await RunAsync("inventory", "@failed");
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith("of 4 hosts\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_help_says_where_an_inventory_is_looked_for()
    {
        var (code, output, _) = await RunAsync("inventory", "--help");
        Assert.Equal(0, code);
        Assert.Contains("Usage: sample inventory [pattern] [options]", output, StringComparison.Ordinal);
        Assert.Contains("inventory.yaml, inventory.yml, inventory.ini, inventory/, hosts", output, StringComparison.Ordinal);
        Assert.Contains("-i, --inventory PATH", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var stream = new MemoryStream();
        var error = new StringWriter();
        var code = await Cli.RunAsync("SamplePolicy", () => new SamplePolicy(), args, new Surroundings
        {
            Output = new OutputBuffer(stream),
            Error = error,
            CurrentDirectory = _folder,
            Program = "sample",
        });
        return (code, Encoding.UTF8.GetString(stream.ToArray()), error.ToString());
    }
}
