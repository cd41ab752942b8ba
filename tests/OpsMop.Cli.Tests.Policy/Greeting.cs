namespace OpsMop.CommandLine.Tests;

/// <summary>Writes a greeting.</summary>
public sealed partial class Greeting : Role
{
    /// <summary>Where to.</summary>
    public string Folder { get; set; } = "";

    /// <summary>What the greeting says.</summary>
    [Required]
    public string Message { get; set; } = "Hello";

    /// <summary>How often it is said.</summary>
    public int Times { get; set; } = 1;

    public override void Define(Host host)
    {
        var told = host.Handler("tell", () => host.Command($"true"));
        host.Directory(Folder);
        host.File($"{Folder}/greeting").Content(Words()).Mode("0644").Notifies(told).Tags("greeting");
        host.Echo($"greeted with {Message}");
    }

    [Template("templates/greeting.j2")]
    private partial Text Words();
}
