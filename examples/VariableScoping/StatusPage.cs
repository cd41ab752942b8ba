/// <summary>A role that is added whole: what it cannot do without is <c>required</c>, and the compiler checks it.</summary>
public sealed partial class StatusPage : Role
{
    /// <summary>Where its files are.</summary>
    public required AbsolutePath Folder { get; set; }

    /// <summary>What stands at its top.</summary>
    public required string Title { get; set; }

    public override void Define(Host host) => host.File(Folder / "status.html").Content($"<h1>{Title}</h1>\n").Mode("0644");
}
