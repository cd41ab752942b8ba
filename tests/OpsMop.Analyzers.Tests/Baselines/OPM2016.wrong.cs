public sealed partial class Motd : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/motd").Content($"This is {Environment.MachineName}.\nWritten {DateTime.Now}.\n").Mode("0644");

        if (File.Exists("/etc/issue.net"))
        {
            host.File("/etc/issue.net").Content(Issue()).Mode("0644");
        }
    }

    private static string Issue() => File.ReadAllText("/usr/share/base-files/motd");
}
