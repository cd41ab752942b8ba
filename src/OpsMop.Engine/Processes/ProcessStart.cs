namespace OpsMop.Engine.Processes;

/// <summary>A process with everything decided: the file to start, the whole environment, the limits.</summary>
internal sealed record ProcessStart
{
    /// <summary>The file that the kernel starts.</summary>
    internal required string Program { get; init; }

    /// <summary>The arguments, the program's own name first.</summary>
    internal required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment, as <c>NAME=value</c>.</summary>
    internal required IReadOnlyList<string> Environment { get; init; }

    internal string Directory { get; init; } = "/";

    internal FileContent? Input { get; init; }

    internal TimeSpan? Timeout { get; init; }

    /// <summary>How long it has between SIGTERM and SIGKILL.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    internal int OutputLimit { get; init; } = 1 << 20;
}
