namespace OpsMop;

/// <summary>How the change of a part of a file is told, and what goes with it.</summary>
/// <param name="Action">What is done, as a verb: <c>insert</c>.</param>
/// <param name="From">The part as it is; <see langword="null"/> for nothing.</param>
/// <param name="To">The part as it will be; <see langword="null"/> for nothing.</param>
internal sealed record Edit(string Action, string? From, string? To)
{
    /// <summary>Mode and owners where the file is made; 0644 and the agent's user where not given.</summary>
    public FileMetadata? New { get; init; }

    /// <summary>The command that must accept the new file before it is put in place, made from the path at which it is staged.</summary>
    public Func<AbsolutePath, CommandText>? Check { get; init; }

    /// <summary>Who runs the check; <see langword="null"/> for the agent's own user.</summary>
    public string? User { get; init; }

    /// <summary>What the change means besides the file.</summary>
    public Effects? Effects { get; init; }

    /// <summary>The whole new text where parts of it are secret, so that no diff shows them.</summary>
    public Text? Content { get; init; }
}
