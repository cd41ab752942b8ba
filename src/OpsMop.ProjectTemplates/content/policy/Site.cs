namespace Policy1;

/// <summary>What this machine should be.</summary>
public sealed partial class Site : Policy
{
    /// <summary>Where everything is written: <c>--set folder=/some/where</c>.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "site");

    public override void Compose(Roles roles) => roles.Add<Web>(role => role.Folder = Folder);
}
