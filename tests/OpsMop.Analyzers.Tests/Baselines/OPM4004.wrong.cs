public sealed partial class Tools : Role
{
    private const string Mirror = "http://mirror.example.org";

    public override void Define(Host host)
    {
        host.File("/opt/tool.tar.gz").Url("https://example.org/tool-1.2.tar.gz").Mode("0644");
        host.File("/opt/other.tar.gz").Url($"{Mirror}/other-1.0.tar.gz").Mode("0644")
            .Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");
    }
}
