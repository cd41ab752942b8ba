/// <summary>The policy: it adds roles, in the order in which they run.</summary>
public sealed partial class Basics : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-basics");

    public override void Compose(Roles roles)
    {
        roles.Add<Site>(site => site.Folder = Folder / "site");
        roles.Add<Summary>(summary => summary.Folder = Folder).Tags("summary");
    }
}
