/// <summary>Two sites of one role, and a status page.</summary>
public sealed partial class VariableScoping : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-variables");

    /// <summary>A variable of the policy itself: <c>--set domain=example.net</c>.</summary>
    public string Domain { get; set; } = "example.org";

    public override void Compose(Roles roles)
    {
        // In layers: a fresh object for each host, then data, then this code, then --set. A role that is added twice has a name each.
        roles.Add<Site>("blog", site =>
        {
            site.Folder = Folder;
            site.Name = $"blog.{Domain}";
        });
        roles.Add<Site>("shop", site =>
        {
            site.Folder = Folder;
            site.Name = $"shop.{Domain}";
            site.Port = 8081;
        });

        // Whole: the compiler checks the required members, and only --set changes it.
        roles.Add(new StatusPage { Folder = Folder, Title = $"Status of {Domain}" });
    }
}
