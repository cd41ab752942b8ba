using System.Globalization;
using System.Text.RegularExpressions;
using OpsMop.CommandLine.Output.Fleet;

namespace OpsMop.CommandLine.Tests.Output.Fleet;

public sealed partial class HostNamesTests
{
    [Theory]
    [InlineData("web01", "web01")]
    [InlineData("web01 web02 web03 web05", "web[01:03],web05")]
    [InlineData("web10 web9 web8", "web[8:10]")]
    [InlineData("web09 web10 web11", "web[09:11]")]
    [InlineData("web99 web100 web098", "web098,web99,web100")]
    [InlineData("web7 web07", "web07,web7")]
    [InlineData("web1.example.com web2.example.com", "web[1:2].example.com")]
    [InlineData("a1 a2", "a1,a2")]
    [InlineData("rack1-n1 rack1-n2 rack1-n3 rack2-n1", "rack1-n[1:3],rack2-n1")]
    [InlineData("10.0.0.1 10.0.0.2 10.0.0.3", "10.0.0.[1:3]")]
    [InlineData("db web1 web2 web3 mail", "db,mail,web[1:3]")]
    [InlineData("2001:db8::1 2001:db8::2", "2001:db8::1,2001:db8::2")]
    [InlineData("web2 web1 web2 web3", "web[1:3]")]
    [InlineData("n20261129120000000001 n20261129120000000002", "n20261129120000000001,n20261129120000000002")]
    public void Names_that_differ_in_one_number_are_a_range(string names, string shown) => Assert.Equal(shown, HostNames.Show(names.Split(' ')));

    [Fact]
    public void Ten_thousand_names_are_one_range() => Assert.Equal("n[1:10000]", HostNames.Show(Enumerable.Range(1, 10_000).Reverse().Select(i => $"n{i}")));

    [Fact]
    public void A_name_cannot_drive_the_terminal() => Assert.Equal("␛[2J", HostNames.Show(["\e[2J"]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranges_written_out_are_the_names_again(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var names = Enumerable.Range(0, random.Next(1, 40))
                .Select(_ => random.Next(5) switch
                {
                    0 => $"web{random.Next(15)}",
                    1 => $"web{random.Next(15):00}",
                    2 => $"rack{random.Next(3)}-node{random.Next(8)}",
                    3 => $"db{random.Next(95, 105):000}.example.com",
                    _ => $"n{random.Next(12)}x",
                })
                .ToHashSet();

            Assert.Equal(names.Order(StringComparer.Ordinal), HostNames.Compress(names).SelectMany(WriteOut).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Hosts_are_in_the_order_in_which_people_count() =>
        Assert.Equal(["db", "web01", "web1", "web2", "web2b", "web10"], ((string[])["web10", "web2b", "web01", "web2", "db", "web1"]).Order(HostOrder.Natural));

    // As an inventory reads it: a zero at the front pads.
    private static IEnumerable<string> WriteOut(string range)
    {
        if (Range().Match(range) is not { Success: true, Groups: var parts })
        {
            return [range];
        }

        var (first, last) = (parts[2].Value, parts[3].Value);
        Assert.True(first.Length == last.Length || (first[0] != '0' || first.Length == 1), range);
        var width = first[0] == '0' ? first.Length : 1;
        var (low, high) = (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture));
        return Enumerable.Range(low, high - low + 1).Select(i => parts[1].Value + i.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0') + parts[4].Value);
    }

    [GeneratedRegex(@"^(.*)\[(\d+):(\d+)\](.*)$")]
    private static partial Regex Range();
}
