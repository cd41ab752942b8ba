namespace OpsMop;

/// <summary>What supervisor says of a program; what is observed under <c>supervisor:NAME</c>.</summary>
/// <param name="IsKnown">Whether it has read its file.</param>
/// <param name="States">The states of its processes, such as <c>RUNNING</c>.</param>
internal sealed record SupervisorStatus(bool IsKnown, IReadOnlyList<string> States)
{
    /// <summary>Whether all of it runs, or is about to.</summary>
    public bool IsRunning => States.Count > 0 && States.All(static state => state is "RUNNING" or "STARTING");

    /// <summary>Whether nothing of it runs.</summary>
    public bool IsStopped => States.All(static state => state is "STOPPED" or "EXITED" or "FATAL");

    /// <summary>The states in words.</summary>
    public string Shown => States.Count == 0 ? "unknown" : string.Join(", ", States.Distinct()).ToLowerInvariant();

    /// <summary>The states that all processes have.</summary>
    /// <param name="state">The state.</param>
    public static SupervisorStatus Of(string state) => new(true, [state]);

    /// <summary>Reads what <c>supervisorctl status NAME:*</c> prints; <see langword="null"/> where supervisor does not answer.</summary>
    /// <param name="result">How it ended.</param>
    public static SupervisorStatus? Parse(ProcessResult result)
    {
        if (result.Output.Contains("no such group", StringComparison.Ordinal) || result.Output.Contains("no such process", StringComparison.Ordinal))
        {
            return new SupervisorStatus(false, []);
        }

        // 3 says that not all of it runs.
        if (result.ExitCode is not (0 or 3))
        {
            return null;
        }

        var lines = result.Output.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new SupervisorStatus(true, [.. lines.Where(static words => words.Length > 1).Select(static words => words[1])]);
    }
}
