namespace OpsMop.Testing;

/// <summary>A test ran into a process that its <see cref="MemorySystem"/> has no answer for: the test, not the policy, is to be mended.</summary>
public sealed class UnscriptedProcessException : Exception
{
    internal UnscriptedProcessException(string command, IReadOnlyCollection<string> scripted)
        : base($"The test has no answer for the process `{command}`. Add .WithProcess(\"{command}\", …). "
            + (scripted.Count == 0 ? "No process is scripted." : $"Scripted are: {string.Join(", ", scripted.Select(pattern => $"`{pattern}`"))}."))
    {
    }
}
