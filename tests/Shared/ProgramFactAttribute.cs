namespace OpsMop.Tests;

/// <summary>A test that needs a program of the machine. Where it is not installed the test is skipped, and says so.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">The program, as it is found in <c>PATH</c>.</param>
    public ProgramFactAttribute(string program)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Skip = $"needs {program}, which is not installed";
        }
    }
}
