/// <summary>A host that knows its rack.</summary>
public sealed partial class RackExample : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-user-facts");

    public override void Compose(Roles roles) => roles.Add<Rack>(rack => rack.Folder = Folder);
}
