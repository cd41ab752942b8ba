namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>The words for how a host ended.</summary>
internal static class ContactWords
{
    /// <summary>The statuses, in the order in which they are told.</summary>
    public static IReadOnlyList<ContactStatus> All { get; } = [ContactStatus.Ok, ContactStatus.Changed, ContactStatus.Failed, ContactStatus.Unreachable, ContactStatus.Skipped];

    /// <summary>The word for a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isPlan">Whether it is that of a plan.</param>
    public static string Of(ContactStatus status, bool isPlan) => status switch
    {
        ContactStatus.Ok => "ok",
        ContactStatus.Changed => isPlan ? "would change" : "changed",
        ContactStatus.Failed => "failed",
        ContactStatus.Unreachable => "unreachable",
        _ => "skipped",
    };

    /// <summary>The tone of a status.</summary>
    /// <param name="status">The status.</param>
    public static Tone ToneOf(ContactStatus status) => status switch
    {
        ContactStatus.Ok => Tone.Good,
        ContactStatus.Changed => Tone.Changed,
        ContactStatus.Failed or ContactStatus.Unreachable => Tone.Failed,
        _ => Tone.Quiet,
    };
}
