namespace OpsMop;

/// <summary>The property is a command that the provider runs. Rules about shells, idempotence and secrets read this.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RunsCommandAttribute : Attribute
{
    /// <summary>Whether a shell runs it; without one, it is split into words.</summary>
    public bool Shell { get; init; }

    /// <summary>The name of the switch with which a script fails if any command of a pipe fails, and not only the last one.</summary>
    public string? FailsWithPipes { get; init; }

    /// <summary>The name of the type of resource that runs the same command without a shell, such as <c>command</c>: a script that needs none is pointed to it.</summary>
    public string? WithoutShell { get; init; }
}
