/// <summary>A server whose configuration is two files.</summary>
public sealed partial class TogetherExample : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-together");

    public override void Compose(Roles roles) => roles.Add<Server>(server => server.Folder = Folder);
}
