public sealed partial class Tools : Role
{
    private const string Mirror = "https://mirror.example.org";

    public override void Define(Host host)
    {
        host.File("/opt/tool.tar.gz").Url("https://example.org/tool-1.2.tar.gz").Mode("0644")
            .Checksum("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        host.File("/opt/other.tar.gz").Url($"{Mirror}/other-1.0.tar.gz").Mode("0644")
            .Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");
    }
}
