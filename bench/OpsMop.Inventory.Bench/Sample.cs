using System.Globalization;
using System.Text;

namespace OpsMop.Benches;

/// <summary>The same inventory in each form: hosts in groups of fifty, ten groups in a region; each group and each fifth host says something.</summary>
internal static class Sample
{
    private const int GroupSize = 50;

    public static void WriteFiles(string folder, int hosts)
    {
        File.WriteAllText(Path.Combine(folder, "inventory.yaml"), Yaml(hosts));
        File.WriteAllText(Path.Combine(folder, "hosts"), Ini(hosts));
    }

    public static void Compose(Inventory inventory, int hosts)
    {
        inventory.Group("all").Connect(new ConnectionSettings { User = "deploy" });
        foreach (var (group, region, members) in Groups(hosts))
        {
            inventory.Group(region).Contains(group);
            inventory.Group(group).Connect(new ConnectionSettings { Port = 2222 }).Set("web.workers", 8);
            foreach (var (host, number) in members)
            {
                var added = inventory.Host(host).In(group);
                if (number % 5 == 0)
                {
                    added.Connect(new ConnectionSettings { Address = Address(number) }).Set("web.rack", number);
                }
            }
        }
    }

    private static IEnumerable<(string Group, string Region, IEnumerable<(string Name, int Number)> Hosts)> Groups(int hosts) =>
        Enumerable.Range(0, (hosts + GroupSize - 1) / GroupSize).Select(group => (
            string.Create(CultureInfo.InvariantCulture, $"rack{group:d3}"),
            string.Create(CultureInfo.InvariantCulture, $"region{group / 10:d2}"),
            Enumerable.Range(group * GroupSize, Math.Min(GroupSize, hosts - (group * GroupSize)))
                .Select(number => (string.Create(CultureInfo.InvariantCulture, $"web{number:d5}.example.com"), number))));

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"10.{number / 65536}.{number / 256 % 256}.{number % 256}");

    private static string Yaml(int hosts)
    {
        var text = new StringBuilder("connect: {user: deploy}\ngroups:\n");
        foreach (var region in Groups(hosts).GroupBy(group => group.Region))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {region.Key}:\n    children: [{string.Join(", ", region.Select(group => group.Group))}]\n");
        }

        foreach (var (group, _, members) in Groups(hosts))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {group}:\n    connect: {{port: 2222}}\n    vars: {{web: {{workers: 8}}}}\n    hosts:\n");
            foreach (var (host, number) in members)
            {
                text.Append(CultureInfo.InvariantCulture, $"      {host}:\n");
                if (number % 5 == 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"        connect: {{address: {Address(number)}}}\n        vars: {{web: {{rack: {number}}}}}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Ini(int hosts)
    {
        var text = new StringBuilder("[all:vars]\nansible_user=deploy\n");
        foreach (var region in Groups(hosts).GroupBy(group => group.Region))
        {
            text.Append(CultureInfo.InvariantCulture, $"[{region.Key}:children]\n{string.Join('\n', region.Select(group => group.Group))}\n");
        }

        foreach (var (group, _, members) in Groups(hosts))
        {
            text.Append(CultureInfo.InvariantCulture, $"[{group}:vars]\nansible_port=2222\nweb={{'workers': 8}}\n[{group}]\n");
            foreach (var (host, number) in members)
            {
                text.Append(number % 5 == 0 ? $"{host} ansible_host={Address(number)} web=\"{{'rack': {number}}}\"\n" : $"{host}\n");
            }
        }

        return text.ToString();
    }
}
