// Commands whose guards are set through arrays, lists, extension methods and generics.
public static class Guards
{
    public static CommandBuilder Once(this CommandBuilder command, AbsolutePath path) => command.Creates(path);

    public static T Quiet<T>(this T builder)
        where T : ResourceBuilder<T> => builder.ChangedWhen(_ => false);
}

public sealed partial class Site : Role
{
    public IReadOnlyList<string> Modules { get; set; } = [];

    public override void Define(Host host)
    {
        host.Command($"make install").Once("/usr/local/bin/app");
        host.Command($"app report").Quiet();

        var commands = new[] { host.Command($"app a"), host.Command($"app b") };
        foreach (var command in commands)
        {
            command.Creates("/srv/done");
        }

        var byModule = Modules.ToDictionary(module => module, module => host.Command($"app enable {module}"));
        foreach (var (module, command) in byModule)
        {
            command.Unless($"app enabled {module}");
        }
    }
}
