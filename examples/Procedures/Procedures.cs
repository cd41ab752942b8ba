/// <summary>Releases a version of an application.</summary>
public sealed partial class Procedures : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-procedures");

    public override void Compose(Roles roles) => roles.Add<Release>(release => release.Folder = Folder);
}
