namespace OpsMop.Lab;

/// <summary>How a command ended.</summary>
/// <param name="Command">The command, for messages.</param>
/// <param name="ExitCode">Its exit code; 255 where ssh itself failed, 124 where its time was up.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record LabResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Whether the exit code is zero.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Itself, if the command succeeded; otherwise an exception that shows everything it said.</summary>
    /// <exception cref="InvalidOperationException">The exit code is not zero.</exception>
    public LabResult OrThrow() => Succeeded ? this : throw new InvalidOperationException($"`{Command}` ended with exit code {ExitCode}.\n{Output}{Error}");
}
