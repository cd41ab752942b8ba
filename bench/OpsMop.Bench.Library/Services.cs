/// <summary>Services that run and start with the host.</summary>
public sealed partial class Services : Role
{
    public int Count { get; set; }

    public override void Define(Host host)
    {
        for (var i = 1; i <= Count; i++)
        {
            host.Service($"bench{i}").Running().Enabled();
        }
    }
}
