public sealed partial class Backup : Role
{
    /// <summary>The password of the archive.</summary>
    [Required]
    public Secret? ArchivePassword { get; set; }

    /// <summary>The access key of the store.</summary>
    [Required]
    public Secret? AccessKey { get; set; }

    public override void Define(Host host)
    {
        host.File("/etc/backup.conf").Content($"name={host.Name}\npassword={ArchivePassword}\n").Mode("0600");
        host.File("/root/.aws/credentials").Content($"[default]\naws_access_key_id = {AccessKey}\n").Mode("0600");
        host.Command($"backup --check").SecretFile("BACKUP_PASSWORD_FILE", ArchivePassword!).Unless($"backup --status");
    }
}
