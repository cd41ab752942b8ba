public sealed partial class Backup : Role
{
    /// <summary>The password of the archive.</summary>
    public string ArchivePassword { get; set; } = "changeme";

    public override void Define(Host host)
    {
        host.File("/etc/backup.conf").Content($"name={host.Name}\npassword=hunter2\n").Mode("0600");
        host.File("/root/.aws/credentials").Content("[default]\naws_access_key_id = AKIAQYLPMN5HHHFPZAM2\n").Mode("0600");
        host.Command($"backup --check").Environment("BACKUP_PASSWORD", "hunter2").Unless($"backup --status");
    }
}
