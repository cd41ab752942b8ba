// Builders that are kept in lists and dictionaries and finished in a second pass.
public sealed partial class Sites : Role
{
    public IReadOnlyList<string> Names { get; set; } = ["a", "b"];

    public override void Define(Host host)
    {
        var files = new List<FileBuilder>();
        var byName = new Dictionary<string, LinkBuilder>();
        foreach (var name in Names)
        {
            files.Add(host.File($"/etc/sites/{name}"));
            byName[name] = host.Link($"/etc/enabled/{name}");
        }

        files.ForEach(file => file.Content("x\n").Mode("0644"));
        foreach (var (name, link) in byName)
        {
            link.Target($"../sites/{name}");
        }
    }
}
