/// <summary>A folder with a greeting in it, and a handler that runs only when the greeting has changed.</summary>
public sealed partial class Greeting : Role
{
    public AbsolutePath Folder { get; set; }

    [Required] public string Message { get; set; } = "";

    public override void Define(Host host)
    {
        var announce = host.Handler("announce", () => host.Echo(Message));

        host.Directory(Folder).Mode("0755");
        var greeting = host.File(Folder / "greeting.txt").Content($"{Message}\n").Mode("0644").Notifies(announce);
        host.File(Folder / "about.txt").Source("files/about.txt").Mode("0644");
        host.Link(Folder / "latest.txt").Target("greeting.txt");
        host.Shell($"date > {Folder / "changed-at"}").WhenChanged(greeting);
        host.Echo($"everything is in {Folder}");
    }
}
