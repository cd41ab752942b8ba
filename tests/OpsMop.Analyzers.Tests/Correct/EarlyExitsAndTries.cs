// What belongs together is set in branches, behind early exits, and in try/finally.
public sealed partial class Site : Role
{
    public string Kind { get; set; } = "";

    public override void Define(Host host)
    {
        var download = host.File("/opt/tool").Mode("0755").Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");
        try
        {
            download.Url(Kind.Length > 0 ? $"https://example.org/{Kind}" : "https://example.org/tool");
        }
        finally
        {
            download.Owner("root");
        }

        var user = host.User("former");
        if (Kind == "keep")
        {
            user.Comment("kept");
            return;
        }

        user.Absent();
        user.RemoveHome();
        var package = host.Package("telnet").Absent();
        if (Kind is not ("a" or "b"))
        {
            package.Purge();
        }

        var tree = host.Directory("/srv").Mode("0755");
        for (var i = 0; i < 2; i++)
        {
            if (i == 0)
            {
                tree.FileMode("0644");
            }
            else
            {
                tree.Recursive();
            }
        }
    }
}
