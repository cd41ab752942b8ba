/// <summary>As many small files in one folder as are asked for: <c>apply --set folder=/var/tmp/x --set count=10000</c>.</summary>
public sealed partial class ManyFiles : Policy
{
    /// <summary>Where they are; it exists.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>How many.</summary>
    public int Count { get; set; } = 1;

    public override void Compose(Roles roles) =>
        roles.Add<SmallFiles>(role =>
        {
            role.Folder = Folder;
            role.Count = Count;
        });
}
