/// <summary>The message of the day.</summary>
public sealed partial class Message : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        host.File(Folder / "motd").Content($"This is {host.Name}.\n").Mode("0644");
    }
}
