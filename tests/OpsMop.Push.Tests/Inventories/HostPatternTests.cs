using OpsMop.Push.Inventories;

namespace OpsMop.Push.Tests.Inventories;

public sealed class HostPatternTests : IDisposable
{
    private readonly InventoryFolder _folder = new();
    private readonly Inventory _inventory = new();

    public HostPatternTests()
    {
        _inventory.Range("web[01:10].example.com").In("web");
        _inventory.Range("db[1:3]").In("db", "berlin");
        _inventory.Host("web01.example.com").In("berlin");
        _inventory.Host("web02.example.com").In("berlin");
        _inventory.Host("lonely");
        _inventory.Group("frontend").Contains("web");
        _inventory.Group("empty");
        _inventory.Host("2001:db8::1");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("db", "db1 db2 db3")]
    [InlineData("db2", "db2")]
    [InlineData("db2:lonely", "db2 lonely")]
    [InlineData("lonely,db2", "lonely db2")]
    [InlineData("db:db1", "db1 db2 db3")]
    [InlineData("berlin:&web", "web01 web02")]
    [InlineData("&web:berlin", "web01 web02")]
    [InlineData("db:!db2", "db1 db3")]
    [InlineData("!db2:db", "db1 db3")]
    [InlineData("!web:!db", "lonely 2001:db8::1")]
    [InlineData("frontend:!web0*", "web10")]
    [InlineData("db?", "db1 db2 db3")]
    [InlineData("db[13]", "db1 db2 db3", "'db[13]' is none of the 3 hosts of db; the first is db[0], the last db[-1].")]
    [InlineData("db[1-2]", "db1 db2")]
    [InlineData("d[a-c][2-3]", "db2 db3")]
    [InlineData("web[03:05].example.com", "web03 web04 web05")]
    [InlineData("web[09:12].example.com", "web09 web10")]
    [InlineData("web[0]", "web01")]
    [InlineData("web[-1]", "web10")]
    [InlineData("web[0:2]", "web01 web02 web03")]
    [InlineData("web[:1]", "web01 web02")]
    [InlineData("web[8:]", "web09 web10")]
    [InlineData("web[-2:]", "web09 web10")]
    [InlineData("web*[1]", "web02")]
    [InlineData("all[0]", "web01")]
    [InlineData("lonel[x:z]", "lonely")]
    [InlineData("~(db|lon)", "db1 db2 db3 lonely")]
    [InlineData("~db[12]$", "db1 db2")]
    [InlineData("~(?:d:|db)[23]:!db3", "db2")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:db8::1,db1", "2001:db8::1 db1")]
    [InlineData("ungrouped", "lonely 2001:db8::1")]
    [InlineData("empty", "")]
    [InlineData("db:&empty", "")]
    [InlineData("db:!nothing*:&*", "db1 db2 db3")]
    [InlineData("all:!all", "")]
    public void A_pattern_selects(string pattern, string expected, string? error = null)
    {
        var selection = _inventory.Select(pattern, HostSets.None);
        if (error is not null)
        {
            Assert.Equal([error], selection.Errors);
            return;
        }

        Assert.Empty(selection.Errors);
        Assert.Equal(expected, string.Join(' ', selection.Hosts.Select(host => host.Name.Replace(".example.com", "", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("wbe", "There is no host and no group 'wbe'. Did you mean 'web'?")]
    [InlineData("web:!dbb", "There is no host and no group 'dbb'. Did you mean 'db'?")]
    [InlineData("web:&berln", "There is no host and no group 'berln'. Did you mean 'berlin'?")]
    [InlineData("lonelx*", "'lonelx*' matches no host and no group. Did you mean 'lonely'?")]
    [InlineData("app[1:3]", "There is no group 'app' to take a part of, and no host of app1 to app3.")]
    [InlineData("db[3]", "'db[3]' is none of the 3 hosts of db; the first is db[0], the last db[-1].")]
    [InlineData("db[-4]", "'db[-4]' is none of the 3 hosts of db; the first is db[0], the last db[-1].")]
    [InlineData("empty[0]", "'empty[0]' is none of the 0 hosts of empty; the first is empty[0], the last empty[-1].")]
    [InlineData("~nobody", "The regular expression '~nobody' matches the beginning of no host's and no group's name.")]
    [InlineData("@faild", "There is no set of hosts '@faild', and no file faild. Did you mean '@failed'?")]
    [InlineData("@x/hosts.txt", "There is no set of hosts '@x/hosts.txt', and no file x/hosts.txt. The sets are @failed.")]
    public void What_matches_nothing_is_an_error_with_the_nearest_name(string pattern, string error)
    {
        var selection = _inventory.Select(pattern, Sets);
        Assert.Equal([error], selection.Errors);
        Assert.Empty(selection.Hosts);
        if (pattern[0] != '@')
        {
            Assert.Equal(error, Assert.Throws<HostPatternException>(() => _inventory.Select(pattern)).Message);
        }
    }

    [Theory]
    [InlineData("", "A pattern of hosts must not be empty")]
    [InlineData(" ", "A pattern of hosts must not be empty")]
    [InlineData("web:", "'web:' has nothing before, after or between its separators")]
    [InlineData("web::db", "has nothing before, after or between")]
    [InlineData("web:!", "'web:!' has nothing after '!'")]
    [InlineData("web:&", "'web:&' has nothing after '&'")]
    [InlineData("web:!!db", "has '!' twice")]
    [InlineData("web db", "'web db' has a blank in it: separate names with ':' or ','.")]
    [InlineData("web[01", "'web[01' has a bracket without its counterpart")]
    [InlineData("web]", "has a bracket without its counterpart")]
    [InlineData("web[5:1]", "'[5:1]' in 'web[5:1]' ends before it begins; write [1:5].")]
    [InlineData("web[1:x].de", "'[1:x]' in 'web[1:x].de' is not a range")]
    [InlineData("web[01:100].de", "both ends of a range with leading zeros have the same length, such as [001:100].")]
    [InlineData("web[0:99999999].de", "are more than 100000 hosts")]
    [InlineData("~web(", "'~web(' is not a regular expression")]
    [InlineData("@", "has no name after '@'")]
    public void What_is_no_pattern_is_carried_with_its_error(string text, string error)
    {
        HostPattern pattern = text;
        Assert.True(pattern.IsGiven);
        Assert.Equal(text, pattern.ToString());
        Assert.Contains(error, pattern.Error, StringComparison.Ordinal);
        Assert.Throws<HostPatternException>(() => _inventory.Select(pattern));
    }

    [Fact]
    public void A_pattern_that_is_not_given_is_none()
    {
        Assert.False(default(HostPattern).IsGiven);
        Assert.False(((HostPattern)(string?)null).IsGiven);
        Assert.Null(default(HostPattern).Error);
        Assert.Equal(_inventory.Hosts, _inventory.Select(default));
    }

    [Fact]
    public void A_set_that_the_caller_knows_and_a_file_name_hosts()
    {
        _folder.Write("again.txt", "# those of yesterday\ndb3\n\n  lonely  \n");
        Assert.Equal(["db2", "web01.example.com"], Names("@failed"));
        Assert.Equal(["web01.example.com"], Names("@failed:!db"));
        Assert.Equal(["db3", "lonely"], Names("@again.txt"));

        _folder.Write("again.txt", "db3\nlonley\n");
        Assert.Equal(["again.txt(2): there is no host 'lonley'. Did you mean 'lonely'?"], _inventory.Select("@again.txt", Sets).Errors);
    }

    [Fact]
    public void All_errors_of_a_pattern_are_told_at_once() =>
        Assert.Equal(2, _inventory.Select("wbe:dbb", HostSets.None).Errors.Count);

    [Fact]
    public void A_regular_expression_that_never_ends_is_an_error()
    {
        _inventory.Host(new string('a', 60) + "b");
        Assert.StartsWith("The regular expression '~(a+)+$' takes too long", Assert.Single(_inventory.Select("~(a+)+$", HostSets.None).Errors), StringComparison.Ordinal);
    }

    private HostSets Sets => new(new Dictionary<string, Func<IReadOnlyList<string>>> { ["failed"] = () => ["db2", "gone", "web01.example.com"] }, System.IO.Path.GetDirectoryName(_folder.Path("x")));

    private string[] Names(string pattern)
    {
        var selection = _inventory.Select(pattern, Sets);
        Assert.Empty(selection.Errors);
        return [.. selection.Hosts.Select(host => host.Name)];
    }
}
