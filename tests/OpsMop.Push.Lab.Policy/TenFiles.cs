namespace OpsMop.Push.Lab.Policies;

/// <summary>Ten files.</summary>
public sealed partial class TenFiles : Role
{
    public AbsolutePath Folder { get; set; } = "/srv/ten";

    public string Text { get; set; } = "a line";

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755");
        for (var i = 0; i < 10; i++)
        {
            host.File(Folder / $"{i}").Content($"{host.Name}: {Text} {i}\n").Mode("0644");
        }
    }
}
