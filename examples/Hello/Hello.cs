/// <summary>What to do: one role, which greets.</summary>
public sealed partial class Hello : Policy
{
    /// <summary>How the greeting ends: <c>--set say="Well done"</c>.</summary>
    public string Say { get; set; } = "Congratulations";

    /// <summary>Where everything is written; delete it when you have seen enough.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-hello");

    public override void Compose(Roles roles) =>
        roles.Add<Greeting>(role =>
        {
            role.Folder = Folder;
            role.Message = $"Hello OpsMop World! {Say}!";
        });
}
