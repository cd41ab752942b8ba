namespace OpsMop.Engine.Tests.Distribution;

/// <summary>A role with a variable of each kind.</summary>
public sealed partial class Everything : Role
{
    public string Greeting { get; set; } = "class";

    /// <summary>Nothing gives it a value: it is null against its type.</summary>
    public string Unset { get; set; } = null!;

    public string? Nothing { get; set; }

    public int Workers { get; set; } = 1;

    public double Ratio { get; set; } = 0.1;

    public bool? Enabled { get; set; }

    public Mood Mood { get; set; } = Mood.Calm;

    public Port Port { get; set; }

    public UnixMode? Mode { get; set; } = "0644";

    public Secret? Password { get; set; }

    public Text? Banner { get; set; }

    public IReadOnlyList<Backend> Backends { get; set; } = [];

    public Dictionary<string, List<int>> Numbers { get; set; } = [];

    [Obsolete("use Workers")]
    public int Threads { get; set; }

    public override void Define(Host host)
    {
        host.File("/etc/greeting").Content($"{Greeting} {Workers} {Ratio} {Enabled} {Mood} {Port} {Nothing ?? "-"} {Unset ?? "-"}").Mode(Mode ?? "0600");
        if (Password is { } password)
        {
            host.File("/etc/password").Content($"{password}").Mode("0600");
        }

        if (Banner is { } banner)
        {
            host.File("/etc/banner").Content(banner).Mode("0600");
        }

        foreach (var backend in Backends)
        {
            host.Echo($"{backend.Name}:{backend.Port}");
        }

        foreach (var (name, numbers) in Numbers)
        {
            host.Echo($"{name}={string.Join('+', numbers)}");
        }
    }
}

public enum Mood
{
    Calm,
    Wild,
}

public sealed record Backend(string Name, Port Port)
{
    public Secret? Token { get; init; }
}

/// <summary>A role that includes another twice.</summary>
public sealed partial class Including : Role
{
    public string Says { get; set; } = "";

    public override void Define(Host host)
    {
        host.Include<Everything>(one => one.Nothing = Says);
        host.Include<Included>();
        host.Include<Included>(name: "other");
    }
}

public sealed partial class Included : Role
{
    public string Word { get; set; } = "class";

    public int Count { get; set; } = 1;

    public override void Define(Host host) => host.Echo($"{RoleName}: {Word} {Count}");
}

/// <summary>A role of which the compiler asks for a value.</summary>
public sealed partial class Whole : Role
{
    public required string Domain { get; set; }

    public required Port Port { get; set; }

    public override void Define(Host host) => host.Echo($"{Domain}:{Port}");
}

/// <summary>A role that holds what is no variable.</summary>
public sealed partial class InitOnly : Role
{
    public required string Domain { get; init; }

    public override void Define(Host host) => host.Echo($"{Domain}");
}

/// <summary>A role that restarts something when its file has changed, unless that fails.</summary>
public sealed partial class Restarting : Role
{
    public string Content { get; set; } = "a";

    public string Command { get; set; } = "touch /restarted";

    public override void Define(Host host)
    {
        var restart = host.Handler("restart", () => host.Command(CommandText.Verbatim(Command)));
        host.File("/etc/app.conf").Content($"{Content}").Mode("0644").Notifies(restart);
    }
}

public sealed partial class Deploying : Procedure
{
    public string Version { get; set; } = "1";

    public override async Task RunAsync(Session host) => await host.Echo($"deployed {Version}");
}
