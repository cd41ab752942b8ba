using OpsMop.Engine;
using OpsMop.Push.Inventories;

namespace OpsMop.Push.Tests.Inventories;

/// <summary>An inventory that is built in code.</summary>
public sealed class InventoryTests : IDisposable
{
    private readonly InventoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Hosts_and_groups_are_named_once_and_found_again()
    {
        var inventory = new Inventory();
        var host = inventory.Host("web01").In("web").In("web", "berlin");
        Assert.Same(host, inventory.Host("web01"));
        Assert.Same(inventory.Group("web"), inventory.FindGroup("web"));
        Assert.Null(inventory.FindHost("web02"));
        Assert.Equal(["web01"], inventory.Group("web").Hosts.Select(one => one.Name));
        Assert.Equal(["all", "ungrouped", "web", "berlin"], inventory.Groups.Select(group => group.Name));
    }

    [Fact]
    public void A_group_has_the_hosts_of_the_groups_in_it_and_its_own_come_first()
    {
        var inventory = new Inventory();
        inventory.Group("europe").Contains("berlin", "paris").Add("eu-gateway");
        inventory.Range("b[1:2]").In("berlin");
        inventory.Range("p[1:2]").In("paris", "berlin");
        Assert.Equal("eu-gateway b1 b2 p1 p2", string.Join(' ', inventory.Group("europe").Hosts));
        Assert.True(inventory.Host("p1").IsIn("europe"));
        Assert.True(inventory.Host("p1").IsIn("all"));
        Assert.False(inventory.Host("b1").IsIn("paris"));
    }

    [Fact]
    public void Groups_of_a_host_come_parents_first_and_siblings_by_name()
    {
        var inventory = new Inventory();
        inventory.Group("zone").Contains("site");
        inventory.Group("site").Contains("rack");
        var host = inventory.Host("h").In("rack", "beta", "alpha");
        Assert.Equal("alpha beta zone site rack", string.Join(' ', host.Groups));
        Assert.Equal("ungrouped", string.Join(' ', inventory.Host("lonely").Groups));
    }

    [Fact]
    public void A_host_that_joins_a_group_later_is_seen()
    {
        var inventory = new Inventory();
        var host = inventory.Host("h");
        Assert.Equal("ungrouped", string.Join(' ', host.Groups));
        Assert.Empty(inventory.Group("web").Hosts);
        host.In("web");
        Assert.Equal("web", string.Join(' ', host.Groups));
        Assert.Single(inventory.Group("web").Hosts);
        inventory.Group("all-web").Contains("web");
        Assert.Single(inventory.Group("all-web").Hosts);
        Assert.Equal("all-web web", string.Join(' ', host.Groups));
    }

    [Fact]
    public async Task A_group_that_comes_to_contain_itself_is_an_error_at_its_line()
    {
        var exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => _folder.LoadAsync(inventory =>
        {
            inventory.Host("h");
            inventory.Group("a").Contains("b");
            inventory.Group("b").Contains("c");
            inventory.Group("c").Contains("a");
            inventory.Group("c").Contains("c");
        }));
        Assert.Equal(["OPM6008", "OPM6008"], exception.Findings.Select(finding => finding.Id));
        Assert.Equal("The group c cannot contain a, which contains it: c → a → b → c.", exception.Findings[0].Message);
        Assert.EndsWith("InventoryTests.cs", exception.Findings[0].Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_ranges_that_are_none_are_errors()
    {
        var exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => _folder.LoadAsync(inventory =>
        {
            inventory.Host("deploy@web01");
            inventory.Host("-oProxyCommand=evil");
            inventory.Range("web[9:1]");
            inventory.Group("my group");
        }));
        Assert.Equal(4, exception.Findings.Count);
        Assert.All(exception.Findings, finding => Assert.Equal("OPM6010", finding.Id));
        Assert.Contains("The user is a setting of its connection.", exception.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("ssh would take it for an option", exception.Findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_lambda_sets_is_data_even_if_it_sets_the_default()
    {
        var loaded = await _folder.LoadAsync(inventory =>
        {
            inventory.Group("web").Set<WebRole>(role => (role.Workers, role.Debug, role.Backup, role.Port) = (8, true, DayOfWeek.Friday, 8080));
            inventory.Host("web01").In("web").Set<WebRole>(role =>
            {
                role.Workers = 4;
                role.Debug = false;
                role.Backup = DayOfWeek.Sunday;
                role.Port = 80;
                role.Greeting = "hello";
                role.Domains.Add("a.example");
            });
            inventory.Host("web02").In("web").Set<WebRole>("blog", role => role.Domains = ["example.com"]);
        });
        Assert.Equal(
            ["""group web: {"web-role":{"workers":8,"debug":true,"backup":"Friday","port":"8080"}}""", """host web01: {"web-role":{"workers":4,"debug":false,"greeting":"hello","backup":"Sunday","port":"80","domains":["example.com","a.example"]}}"""],
            Layers(loaded, "web01"));
        Assert.Equal("""host web02: {"blog":{"domains":["example.com"]}}""", Layers(loaded, "web02")[^1]);
    }

    [Fact]
    public async Task A_lambda_that_sets_nothing_says_nothing()
    {
        var loaded = await _folder.LoadAsync(inventory => inventory.Host("web01").Set<WebRole>(role => _ = role.Domains[0]));
        Assert.Equal("""host web01: {"web-role":{}}""", Assert.Single(Layers(loaded, "web01")));
    }

    [Fact]
    public async Task Values_by_name_and_settings_are_said_of_ranges_groups_and_hosts()
    {
        var loaded = await _folder.LoadAsync(inventory =>
        {
            inventory.Range("web[1:3]").In("web").Connect(new ConnectionSettings { User = "deploy" }).Set("web.workers", 8);
            inventory.Group("all").Connect(new ConnectionSettings { User = "root", Port = 22 }).Set("ntp.servers", ["a", "b"]);
            inventory.Host("web3").Connect(new ConnectionSettings { Port = 2222 }).Set("web.debug", true).Set("web.greeting", "hi").Set("web.ratio", 0.5);
        });
        Assert.Equal(("deploy", 22), (SettingsOf(loaded, "web1").User, SettingsOf(loaded, "web1").Port.Value));
        Assert.Equal(("deploy", 2222), (SettingsOf(loaded, "web3").User, SettingsOf(loaded, "web3").Port.Value));
        Assert.Equal(["""group all: {"ntp":{"servers":["a","b"]}}""", """host web1: {"web":{"workers":8}}"""], Layers(loaded, "web1"));
        Assert.Contains("""host web3: {"web":{"ratio":0.5}}""", Layers(loaded, "web3"));
    }

    [Fact]
    public async Task A_setting_that_is_invalid_is_an_error_where_code_says_it()
    {
        var exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => _folder.LoadAsync(inventory =>
            inventory.Range("web[1:3]").Connect(new ConnectionSettings { Port = 70000 })));
        var finding = Assert.Single(exception.Findings);
        Assert.Equal(("OPM6004", "port: 70000 is not a port; write a number from 1 to 65535, such as 8080."), (finding.Id, finding.Message));
        Assert.True(finding.Location.Line > 0);
    }

    private static ConnectionSettings SettingsOf(LoadedInventory loaded, string host) => loaded.SettingsOf(loaded.Inventory.FindHost(host)!);

    private static string[] Layers(LoadedInventory loaded, string host) =>
        [.. loaded.LayersOf(loaded.Inventory.FindHost(host)!).Select(layer => $"{layer.Name}: {layer.Values.GetRawText()}")];
}
