/// <summary>Packages of Debian's.</summary>
public sealed partial class Packages : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        foreach (var name in Names)
        {
            host.Package(name);
        }
    }
}
