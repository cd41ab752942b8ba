/// <summary>A site, whose configuration is made of templates.</summary>
public sealed partial class TemplatesExample : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-templates");

    /// <summary>The file that holds the password, with mode 0600.</summary>
    [Required]
    public string? PasswordFile { get; set; }

    public override void Compose(Roles roles) =>
        roles.Add<Site>(site =>
        {
            site.Folder = Folder;
            site.Password = Secret.FromFile(PasswordFile ?? "");
        });
}
