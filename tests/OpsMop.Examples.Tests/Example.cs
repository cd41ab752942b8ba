using System.Diagnostics;
using OpsMop.Engine.Events;

namespace OpsMop.Examples.Tests;

/// <summary>An example, run as its reader runs it: as a program. Everything it writes is below a temporary folder.</summary>
/// <param name="name">The example's folder.</param>
internal sealed class Example(string name) : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("opsmop-example-").FullName;

    /// <summary>Where the example writes.</summary>
    public string Folder => Path.Combine(_temporary, "written");

    /// <summary>What stands for every run, such as <c>--set password-file=…</c>.</summary>
    public List<string> Always { get; } = [];

    /// <summary>A file outside the example's folder.</summary>
    public string Beside(string file) => Path.Combine(_temporary, file);

    /// <summary>The text of a file that the example has written.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Whether the example has written a file.</summary>
    public bool Has(string file) => Path.Exists(Path.Combine(Folder, file));

    /// <summary>Runs a verb and reads its events.</summary>
    public Task<ExampleRun> RunAsync(string verb, params string[] args) =>
        StartAsync([verb, "--output", "json", "--set", $"folder={Folder}", "--state", Beside("state"), .. Always, .. args]);

    /// <summary>Runs the program with these arguments alone.</summary>
    public async Task<ExampleRun> StartAsync(params string[] args)
    {
        // The same configuration that these tests are built with.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(Repository.Examples, name, "bin", output.Parent!.Name, output.Name, name + ".dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Folder,
        })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new ExampleRun(process.ExitCode, await said, await complained);
    }

    public void Dispose() => Directory.Delete(_temporary, recursive: true);
}
