// The host is asked in C# whether a command is needed: by a variable, a helper, a filter of a loop, a switch over a tuple, ||, an early return.
public sealed partial class Guards : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];
    public AbsolutePath Root { get; set; } = "/opt/x";
    public override void Define(Host host)
    {
        var isThere = host.FileTests.Exists("/opt/a");
        if (!isThere)
        {
            host.Command($"install-a --all");
        }

        if (!Installed(host, "b"))
        {
            host.Command($"install-b --all");
        }

        host.Command($"install-c").When(() => !host.FileTests.Exists("/opt/c"));
        foreach (var name in Names.Where(name => !host.FileTests.Exists(Root / name)))
        {
            host.Command($"install-d {name}");
        }

        var missing = Names.Where(name => !host.FileTests.Exists(Root / name)).ToList();
        foreach (var name in missing)
        {
            host.Command($"install-e {name}");
        }

        if (missing.Count > 0)
        {
            host.Command($"install-f");
        }

        var (a, b) = (host.FileTests.IsFile("/x"), host.UserFacts.Flag("y"));
        host.When(a && !b, () => host.Command($"install-g"));
        _ = isThere || Do(() => host.Command($"install-h"));
        switch (host.FileTests.Exists("/opt/i"), Names.Count)
        {
            case (false, > 0):
                host.Command($"install-i");
                break;
        }

        if (host.FileTests.Exists("/opt/z"))
        {
            return;
        }

        host.Command($"install-z");
    }

    private static bool Installed(Host host, string name) => host.FileTests.Exists($"/opt/{name}");

    private static bool Do(Action action)
    {
        action();
        return true;
    }
}
