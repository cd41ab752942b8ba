namespace OpsMop.Engine.Events;

/// <summary>Something is wrong with the policy; no host has been touched.</summary>
public sealed record FindingReported : RunEvent
{
    /// <summary>The rule, such as <c>OPM2001</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is an error; otherwise it is a warning.</summary>
    public required bool IsError { get; init; }

    /// <summary>The policy file.</summary>
    public string File { get; init; } = "";

    /// <summary>The line.</summary>
    public int Line { get; init; }

    /// <summary>What is wrong and what to do about it.</summary>
    public required string Message { get; init; }

    /// <summary>The event that tells a finding.</summary>
    /// <param name="finding">The finding.</param>
    public static FindingReported Of(Finding finding) => new()
    {
        Id = finding.Id,
        IsError = finding.IsError,
        File = finding.Location.File,
        Line = finding.Location.Line,
        Message = finding.Message,
    };
}
