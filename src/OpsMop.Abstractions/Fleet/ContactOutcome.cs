namespace OpsMop;

/// <summary>How a role ended on a host.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Changed">How many resources were changed.</param>
/// <param name="Error">The first error, in a sentence; <see langword="null"/> if there was none.</param>
public sealed record ContactOutcome(ContactStatus Status, int Changed, string? Error);
