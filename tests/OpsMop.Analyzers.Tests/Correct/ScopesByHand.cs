// With, disposed by hand, in finally, in a list, in a helper that takes a lambda, with a mode from a tuple; a set of files within one.
public sealed partial class Sets : Role
{
    public AbsolutePath Etc { get; set; } = "/etc/sets";
    [Required] public Secret? Key { get; set; }
    public override void Define(Host host)
    {
        using var a = host.With(owner: "root");
        using (host.With(mode: "0600"))
        {
            host.Together(() =>
            {
                host.File(Etc / "main").Content("m\n");
                host.File(Etc / "key").Content($"{Key}");
                host.Link(Etc / "link").Target("main");
                host.File(Etc / "gone").Absent();
            }).Validate(main => $"sets --check {main}");
        }

        var scope = host.With(mode: "0644");
        host.File("/a").Content("a");
        scope.Dispose();
        IDisposable? maybe = null;
        try { maybe = host.With(mode: "0640"); host.File("/b").Content("b"); }
        finally { maybe?.Dispose(); }
        foreach (var (mode, name) in new[] { ("0600", "c"), ("0644", "d") })
        {
            using (host.With(mode: mode)) { host.File($"/{name}").Content(name); }
        }
        var list = new List<IDisposable> { host.With(mode: "0600") };
        host.File("/e").Content("e");
        list.ForEach(one => one.Dispose());
        Scoped(host, "0600", () => host.File("/f").Content("f"));
    }
    private static void Scoped(Host host, UnixMode mode, Action define) { using (host.With(mode: mode)) define(); }
}
