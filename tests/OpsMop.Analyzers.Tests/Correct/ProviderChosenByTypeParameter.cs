// Which provider is taken, a type parameter says; nobody knows it here.
[Targets("freebsd", "debian")]
public sealed partial class Web<T> : Role
    where T : Provider, new()
{
    public override void Define(Host host)
    {
        host.Package("nginx").Via<T>();
        Pinned<T>(host.Package("curl"));
        if (host.Platform.Is("debian"))
        {
            host.Package("apt-file").Via<AptProvider>();
        }
    }

    private static PackageBuilder Pinned<TProvider>(PackageBuilder package)
        where TProvider : Provider => package.Via<TProvider>();
}
