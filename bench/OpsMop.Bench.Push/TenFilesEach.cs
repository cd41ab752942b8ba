namespace OpsMop.Bench.Push;

/// <summary>Ten files on each host.</summary>
public sealed partial class TenFilesEach : Policy
{
    public override void Compose(Roles roles) => roles.Add<TenFiles>();
}
