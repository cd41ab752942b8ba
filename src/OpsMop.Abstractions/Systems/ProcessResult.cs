namespace OpsMop;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number where a signal ended it, 127 where the program was not found, as a shell says it.</param>
/// <param name="Output">Its standard output as UTF-8; invalid bytes are replaced.</param>
/// <param name="Error">Its standard error as UTF-8; invalid bytes are replaced.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The exit code of a program that was not found.</summary>
    public const int NotFound = 127;

    /// <summary>A process that succeeded and said nothing; also what planning answers for a process it did not start.</summary>
    public static ProcessResult Success { get; } = new(0, "", "");

    /// <summary>Whether it was ended because its time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>How many bytes of output and error were dropped because of <see cref="ProcessRequest.OutputLimit"/>.</summary>
    public long DroppedBytes { get; init; }

    /// <summary>Whether the exit code is zero.</summary>
    public bool Succeeded => ExitCode == 0;
}
