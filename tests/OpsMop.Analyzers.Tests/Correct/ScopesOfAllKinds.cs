// Modes that come from a With somewhere around: of the includer, of a method, of a class, of a base class.
public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        using (host.With(mode: "0644", directoryMode: "0755"))
        {
            host.Include<Pages>();
            Add(host, "a");
            host.Try(() => host.File("/b")).Always(() => host.Directory("/c"));
        }

        using (Quiet(host))
        {
            host.File("/d");
        }

        using (new Owned(host))
        {
            host.File("/e");
        }

        using var rest = host.With(mode: "0600");
        host.File("/f");
        Local();

        void Local() => host.File("/g");
    }

    private static void Add(Host host, string name) => host.File($"/{name}");

    private static IDisposable Quiet(Host host) => host.With(mode: "0600");
}

public sealed partial class Pages : Role
{
    public override void Define(Host host)
    {
        host.Directory("/srv");
        host.File("/srv/index.html").Content("a");
    }
}

public sealed class Owned(Host host) : IDisposable
{
    private readonly IDisposable _scope = host.With("app", "app", "0640");

    public void Dispose() => _scope.Dispose();
}

public abstract class Scoped : Role
{
    public sealed override void Define(Host host)
    {
        using (host.With(mode: "0644"))
        {
            Declare(host);
        }
    }

    protected abstract void Declare(Host host);
}

public sealed partial class Derived : Scoped
{
    protected override void Declare(Host host) => host.File("/h");
}
