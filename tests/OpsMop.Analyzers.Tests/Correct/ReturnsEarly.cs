// Ways out of a definition: what follows them stands under the contrary.
public sealed partial class Early : Role
{
    public bool Gone { get; set; }

    public bool Minimal { get; set; }

    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        var conf = host.File("/etc/early.conf");
        if (Gone)
        {
            conf.Absent();
            return;
        }

        conf.Mode("0644");
        if (Minimal)
        {
            conf.Content("minimal\n");
        }
        else
        {
            conf.Content("full\n");
        }

        foreach (var name in Names)
        {
            var file = host.File($"/etc/early.d/{name}");
            if (name.StartsWith('-'))
            {
                file.Absent();
                continue;
            }

            if (name.Length == 0)
            {
                throw new InvalidOperationException("A name is empty.");
            }

            file.Content(name).Mode("0644");
        }
    }
}
