namespace OpsMop.Push.Sessions;

/// <summary>A run whose connection broke.</summary>
/// <param name="Run">Its number in this push.</param>
/// <param name="Lines">How many of its events had arrived.</param>
internal sealed record ResumedRun(int Run, int Lines);
