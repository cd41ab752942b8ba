/// <summary>Says what was done. A message is no change.</summary>
public sealed partial class Summary : Role
{
    /// <summary>Where the pages are.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) =>
        host.Echo($"{host.Name} ({host.Platform.Description}) has its pages below {Folder}.");
}
