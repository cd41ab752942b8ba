/// <summary>A site for each customer. Who they are is known where the policy runs, and not where it is built.</summary>
[Targets("debian", "freebsd")]
public sealed partial class ModelCheck : Policy
{
    private IReadOnlyList<string> _customers = [];

    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-model-check");

    /// <summary>The file that lists the customers.</summary>
    public AbsolutePath CustomerList { get; set; } = "/etc/customers";

    // Before every verb, never while the policy is built.
    public override async Task LoadAsync(CancellationToken cancel) => _customers = await File.ReadAllLinesAsync(CustomerList.Value, cancel);

    // While it is built: examples of what LoadAsync loads.
    public override void LoadSample() => _customers = ["ada", "grace"];

    public override void Compose(Roles roles)
    {
        foreach (var customer in _customers)
        {
            roles.Add<Site>(customer, site => site.Folder = Folder / customer);
        }
    }
}
