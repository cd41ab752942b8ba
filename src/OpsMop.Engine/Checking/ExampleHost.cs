using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Checking;

/// <summary>A host that a file describes, for the model to be checked with.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Groups">Its groups; <see langword="null"/> where the file does not say.</param>
/// <param name="Target">The platform; <see langword="null"/> where it may be any that the policy is for.</param>
/// <param name="Adjust">Changes a platform's facts to what the file says of them.</param>
/// <param name="Variables">The host's variables; <see langword="null"/> where it has none.</param>
internal sealed record ExampleHost(
    string File,
    string Name,
    IReadOnlyList<string>? Groups,
    string? Target,
    Func<PlatformFacts, PlatformFacts> Adjust,
    VariableLayer? Variables);
