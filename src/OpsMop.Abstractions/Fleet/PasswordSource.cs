namespace OpsMop;

/// <summary>Where a password comes from. It is never written into an inventory, an argument or the environment.</summary>
public sealed record PasswordSource
{
    private PasswordSource()
    {
    }

    /// <summary>The file that holds it; <see langword="null"/> where it comes from elsewhere.</summary>
    public string? File { get; private init; }

    /// <summary>The shell command that prints it; <see langword="null"/> where it comes from elsewhere.</summary>
    public string? Command { get; private init; }

    /// <summary>Whether the operator is asked, once for all hosts with the same question.</summary>
    public bool IsPrompt { get; private init; }

    /// <summary>The first line of a file that only its owner may read.</summary>
    /// <param name="path">The file; a relative path is below the inventory's folder.</param>
    public static PasswordSource FromFile(string path) => new() { File = path };

    /// <summary>The first line that a command prints, such as that of a password store. It runs once, on the controller, with <c>sh -c</c>.</summary>
    /// <param name="command">The command.</param>
    public static PasswordSource FromCommand(string command) => new() { Command = command };

    /// <summary>The operator's answer on the terminal.</summary>
    public static PasswordSource Prompt { get; } = new() { IsPrompt = true };

    /// <summary>Where it comes from, as people say it; never the password.</summary>
    public override string ToString() => File is not null ? $"file {File}" : Command is not null ? $"command {Command}" : "prompt";
}
