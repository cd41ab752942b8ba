// Properties that are set in the arms of switches: only one of them is ever set.
public sealed partial class Shaped : Role
{
    public string Kind { get; set; } = "file";

    public string? Text { get; set; }

    public override void Define(Host host)
    {
        var target = host.File("/etc/shaped");
        switch (Kind)
        {
            case "content":
                target.Content("a\n").Mode("0644");
                break;
            case "url" when host.Platform is { Architecture: "x86_64" }:
                target.Url("https://example.org/a").Checksum("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").Mode("0644");
                break;
            case "gone":
                target.Absent();
                break;
            default:
                target.Content(Text ?? "").Mode(Kind switch { "open" => "0644", "closed" => "0600", _ => "0640" });
                break;
        }

        if (host.Platform is { PackageManager: "apt", Version: { Length: > 0 } version })
        {
            host.Echo($"Debian {version}");
        }

        _ = Kind is "file" or "content" ? host.Package("a").Latest() : host.Package("b").Absent();
    }
}
