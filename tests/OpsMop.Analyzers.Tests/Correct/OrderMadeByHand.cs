// Resources that are put in order through arrays, dictionaries, loops and variables that change: nothing waits for itself.
public sealed partial class Chain : Role
{
    public IReadOnlyList<string> Steps { get; set; } = [];

    public override void Define(Host host)
    {
        FileBuilder? before = null;
        var all = new Dictionary<string, FileBuilder>();
        foreach (var step in Steps)
        {
            var file = host.File($"/srv/steps/{step}").Mode("0644");
            if (before is { } last)
            {
                file.After(last);
            }

            before = all[step] = file;
        }

        var first = host.Directory("/srv/first").Mode("0755");
        var second = host.Directory("/srv/second").Mode("0755").Before(first);
        if (Steps.Count > 3)
        {
            first.Before(host.Echo("many"));
        }
        else
        {
            second.After(host.Echo("few"));
        }

        ResourceBuilder[] both = [first, second];
        host.Echo("done").After(both).After([.. all.Values]);
        foreach (var one in both.Zip(both.Skip(1)))
        {
            host.Echo("between").After(one.First);
        }
    }
}
