// The same path under conditions that only the run knows, in a handler, and in the parts of a Try.
public sealed partial class Data : Role
{
    public Handler Refill { get; private set; } = null!;

    public override void Define(Host host)
    {
        Refill = host.Handler("refill", () => host.File("/data/seed").Content("refilled\n").Mode("0644"));
        host.File("/data/seed").Content("first\n").Mode("0644").When(() => !host.FileTests.Exists("/data/seed"));
        host.File("/data/seed").Content("second\n").Mode("0644").When(() => host.FileTests.Exists("/data/first"));
        host.When(host.Platform.Is("debian"), () => host.Package("postgresql"));
        host.When(!host.Platform.Is("debian"), () => host.Package("postgresql"));
        host.Try(() => host.File("/data/copy").Content("copied\n").Mode("0644"))
            .Rescue(() => host.File("/data/copy").Content("made anew\n").Mode("0644"))
            .Always(() => host.Echo("There is a copy."));

        Action define = () => host.Directory("/data/extra").Mode("0755");
        host.When(() => host.FileTests.IsDirectory("/data"), define);
        host.When(() => !host.FileTests.IsDirectory("/data"), define);

        void More() => host.Directory("/data/more").Mode("0755");
        host.When(() => host.FileTests.Exists("/data/a"), More);
        host.When(() => host.FileTests.Exists("/data/b"), () => More());
    }
}
