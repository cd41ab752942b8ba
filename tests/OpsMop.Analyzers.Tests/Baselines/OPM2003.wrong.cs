public sealed partial class Downloads : Role
{
    /// <summary>Whether the files of a former user are to go.</summary>
    public bool Clean { get; set; }

    public override void Define(Host host)
    {
        host.File("/opt/tool.tar.gz").Source("files/tool.tar.gz").Mode("0644")
            .Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");

        var former = host.User("mallory").Shell("/usr/sbin/nologin");
        if (Clean)
        {
            former.RemoveHome();
        }

        host.Package("telnet").Purge();
    }
}
