// Raw strings of many lines, interpolation in interpolation, sums of interpolated strings.
public sealed partial class Site : Role
{
    public AbsolutePath Folder { get; set; } = "/srv";
    public string? Suffix { get; set; }

    public override void Define(Host host)
    {
        host.Shell($"""
            set -e
            cd {Folder / $"app-{Suffix ?? "current"}"}
            ./configure && make
            """).Creates(Folder / $"app-{Suffix ?? "current"}/app");
        host.Command($"app load " + $"--from {Folder / (Suffix is { Length: > 0 } given ? given : "x")} " + $"--quiet").Creates(Folder / "loaded");
        host.Command($@"app print ""a|b"" 'c;d'").ChangedWhen(_ => false);
        host.Command($"app print {(Suffix is null ? "none" : $"<{Suffix}>")}").ChangedWhen(_ => false);
        host.Command($$"""app print '{"a": 1}' {{Folder}}""").ChangedWhen(_ => false);
    }
}
