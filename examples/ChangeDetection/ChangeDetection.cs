/// <summary>A server with a site, and a database.</summary>
public sealed partial class ChangeDetection : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-change-detection");

    public override void Compose(Roles roles)
    {
        roles.Add<Site>(site => site.Folder = Folder);
        roles.Add<Database>(database => database.Folder = Folder);
    }
}
