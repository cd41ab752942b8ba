namespace OpsMop;

/// <summary>A command line that <c>sh</c> runs. Holes are quoted.</summary>
/// <remarks>
/// It runs each time, and counts as changed, unless <c>Creates</c>, <c>Removes</c>, <c>Unless</c> or <c>OnlyIf</c> tells when it is not needed.
/// An exit code other than zero is a failure unless <c>FailedWhen</c> says otherwise.
/// </remarks>
[ResourceType("shell", Action = true)]
public sealed partial class ShellResource : Resource, IRunsCommand
{
    /// <summary>The command line, an interpolated string: <c>host.Shell($"grep {text} {file} | wc -l")</c>.</summary>
    [Required, RunsCommand(Shell = true, WithoutShell = "command", FailsWithPipes = nameof(Pipefail))]
    public CommandText Script { get; }

    /// <summary>
    /// The script fails if any command of a pipe fails; without this, only the last one counts. <c>bash</c> runs it then, which must be on the host: the
    /// <c>sh</c> of Debian cannot do that.
    /// </summary>
    public bool Pipefail { get; }

    /// <summary>What the command makes: it is not run if this path exists, and a plan knows that it makes nothing else.</summary>
    [Guards(Makes = true)]
    public AbsolutePath Creates { get; }

    /// <summary>What the command takes away: it is not run if this path does not exist.</summary>
    [Guards]
    public AbsolutePath Removes { get; }

    /// <summary>A command that only reads, run by <c>sh</c>: if it succeeds, there is nothing to do. It runs in plans too.</summary>
    [RunsCommand(Shell = true), Guards]
    public CommandText? Unless { get; }

    /// <summary>A command that only reads, run by <c>sh</c>: unless it succeeds, there is nothing to do. It runs in plans too.</summary>
    [RunsCommand(Shell = true), Guards]
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
    protected override string? Summary => Script.ToString();

    partial void ValidateMore(Validation validation) => CommandPlan.Validate(this, nameof(Script), shell: true, validation);

    /// <inheritdoc/>
    CommandText IRunsCommand.Command => Script;

    /// <inheritdoc/>
    string? IRunsCommand.FaultOf(CommandText command) => command.ShellError;

    /// <inheritdoc/>
    ProcessRequest IRunsCommand.RequestOf(CommandText command) => Pipefail
        ? new(["bash", "-o", "pipefail", "-c", command.ToShell()])
        : ProcessRequest.Shell(command.ToShell());
}
