/// <summary>Things that go wrong, and a run that ends well.</summary>
public sealed partial class Errors : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-errors");

    public override void Compose(Roles roles)
    {
        roles.Add<Tolerant>(tolerant => tolerant.Folder = Folder);
        roles.Add<Careful>(careful => careful.Folder = Folder);
    }
}
