namespace OpsMop.Engine.Systems;

/// <summary>An absence, or an answer, that an earlier change of the plan may make untrue.</summary>
/// <param name="Key">The path or key that was asked for.</param>
/// <param name="Cause">The change that may make it untrue, such as <c>Package[nginx]</c>.</param>
public readonly record struct Taint(string Key, string Cause);
