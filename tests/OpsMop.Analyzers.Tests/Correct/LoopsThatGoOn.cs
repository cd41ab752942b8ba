// Exits from loops and switches: continue and break before what would contradict, in nested loops, behind patterns, in a while that is true; a try that gives up.
public sealed partial class Rounds : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public IReadOnlyDictionary<string, string> Kinds { get; set; } = new Dictionary<string, string>();

    public override void Define(Host host)
    {
        foreach (var name in Names)
        {
            var link = host.Link($"/srv/{name}");
            if (name.StartsWith('_'))
            {
                link.Absent();
                continue;
            }

            var file = host.File($"/etc/rounds/{name}").Mode("0644");
            switch (Kinds.GetValueOrDefault(name))
            {
                case "gone":
                    file.Absent();
                    link.Absent();
                    continue;
                case "linked":
                    file.Source("files/linked");
                    break;
                case null:
                    file.Content("none\n");
                    link.Target("none");
                    continue;
                default:
                    file.Content($"{name}\n");
                    break;
            }

            link.Target(name);
        }

        var index = 0;
        while (true)
        {
            var user = host.User($"user{index}");
            if (++index > Names.Count)
            {
                user.Absent();
                break;
            }

            user.Shell("/bin/sh");
        }

        for (var i = 0; i < Names.Count; i++)
        {
            var folder = host.Directory($"/srv/rounds/{i}").Mode("0755");
            var hasKind = false;
            foreach (var kind in Kinds)
            {
                if (kind.Key != Names[i])
                {
                    continue;
                }

                folder.Recursive();
                hasKind = true;
                break;
            }

            if (!hasKind)
            {
                folder.Absent();
            }
        }

        var package = host.Package("rounds");
        try
        {
            package.Version(Kinds["version"]);
        }
        catch (KeyNotFoundException)
        {
            package.Latest();
        }
        finally
        {
            package.NoRecommends();
        }
    }
}
