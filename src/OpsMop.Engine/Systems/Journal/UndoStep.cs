namespace OpsMop.Engine.Systems;

/// <summary>The undoing of one effect.</summary>
/// <param name="Record">The effect.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">What was done, or why not and what to do, as a sentence.</param>
public sealed record UndoStep(JournalRecord Record, UndoOutcome Outcome, string Message);
