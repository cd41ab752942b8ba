/// <summary>A client of a database.</summary>
public sealed partial class SecretsExample : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-secrets");

    /// <summary>The file that holds the password, with mode 0600.</summary>
    [Required]
    public string? PasswordFile { get; set; }

    public override void Compose(Roles roles) =>
        roles.Add<Client>(client =>
        {
            client.Folder = Folder;
            client.Password = Secret.FromFile(PasswordFile ?? "");
        });
}
