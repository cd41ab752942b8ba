// What a guard would ask is asked in C#: through variables, methods, patterns and an early return.
public sealed partial class Site : Role
{
    public AbsolutePath Folder { get; set; } = "/srv/app";

    public override void Define(Host host)
    {
        if (IsThere(host))
        {
            host.Echo("The application is there.");
            return;
        }

        host.Command($"app unpack {Folder}");
        host.Command($"app index {Folder}").When(() => host.FileTests.Exists(Folder) is false);
        var state = (Has: host.FileTests.Exists("/srv/state"), Is: 1);
        host.When(() => host.UserFacts["app"] is null, () => host.Command($"app register"));
        host.Echo($"{state.Has} {state.Is}");
    }

    private bool IsThere(Host host) => host.FileTests.IsDirectory(Folder);
}
