namespace OpsMop;

/// <summary>A command that runs without a shell: it is split into words, and a hole is one argument.</summary>
/// <remarks>
/// It runs each time, and counts as changed, unless <c>Creates</c>, <c>Removes</c>, <c>Unless</c> or <c>OnlyIf</c> tells when it is not needed.
/// An exit code other than zero is a failure unless <c>FailedWhen</c> says otherwise.
/// </remarks>
[ResourceType("command", Action = true)]
public sealed partial class CommandResource : Resource, IRunsCommand
{
    /// <summary>The command, an interpolated string: <c>host.Command($"git -C {folder} pull")</c>. Pipes, redirections and variables need <c>host.Shell(…)</c>.</summary>
    [Required, RunsCommand]
    public CommandText Line { get; }

    /// <summary>What the command makes: it is not run if this path exists, and a plan knows that it makes nothing else.</summary>
    [Guards(Makes = true)]
    public AbsolutePath Creates { get; }

    /// <summary>What the command takes away: it is not run if this path does not exist.</summary>
    [Guards]
    public AbsolutePath Removes { get; }

    /// <summary>A command that only reads, run without a shell: if it succeeds, there is nothing to do. It runs in plans too.</summary>
    [RunsCommand, Guards]
    public CommandText? Unless { get; }

    /// <summary>A command that only reads, run without a shell: unless it succeeds, there is nothing to do. It runs in plans too.</summary>
    [RunsCommand, Guards]
    public CommandText? OnlyIf { get; }

    /// <summary>The working directory; <c>/</c> where not given.</summary>
    public AbsolutePath Directory { get; }

    /// <summary>Variables added to the environment. What is secret belongs into <c>SecretFiles</c> or <c>Stdin</c>.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; }

    /// <summary>
    /// Environment variables whose value is the path of a file with the text, which only the command's user can read, and which is gone when the command has
    /// ended.
    /// </summary>
    public IReadOnlyDictionary<string, Text>? SecretFiles { get; }

    /// <summary>What the command reads from its standard input. It may be secret.</summary>
    public Text? Stdin { get; }

    /// <inheritdoc/>
    protected override string? Summary => Line.ToString();

    partial void ValidateMore(Validation validation) => CommandPlan.Validate(this, nameof(Line), shell: false, validation);

    /// <inheritdoc/>
    CommandText IRunsCommand.Command => Line;

    /// <inheritdoc/>
    string? IRunsCommand.FaultOf(CommandText command) => command.ArgumentsError;

    /// <inheritdoc/>
    ProcessRequest IRunsCommand.RequestOf(CommandText command) => new(command.ToArguments());
}
