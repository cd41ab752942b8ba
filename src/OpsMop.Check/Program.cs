using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace OpsMop.Building;

/// <summary>
/// The program that a build runs to check the model of a policy: <c>OpsMop.Check.dll REQUEST START</c>, a file that says what to check, and when the build
/// started it, in ticks. It prints what is wrong as a compiler does, and nothing else. Exit code 0: no errors, 1: errors were printed; whatever else is a failure
/// of the check itself.
/// </summary>
internal static class Program
{
    private const int Failed = 70;
    private const int TimedOut = 75;

    /// <summary>What the policy's code does is its own matter, but no build should wait for it without an end.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private static async Task<int> Main(string[] args)
    {
        var output = new StreamWriter(Console.OpenStandardOutput());
        var error = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };

        // What the policy's own code prints is not for the build, which would take "x: error y: z" for an error.
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        try
        {
            var request = CheckRequest.Read(args[0]);
            using var limit = new Timer(
                _ =>
                {
                    error.WriteLine(
                        $"The policy's code has not ended within {s_limit.TotalSeconds:0} s: a constructor, Compose or Define waits for something. "
                        + "What it waits for belongs into LoadAsync.");
                    Environment.Exit(TimedOut);
                },
                null,
                s_limit,
                Timeout.InfiniteTimeSpan);

            // The program's folder has all that it was built with. "dotnet exec" knows from the program's list of dependencies, where it may be used.
            var folder = Path.GetDirectoryName(request.Assembly)!;
            AssemblyLoadContext.Default.Resolving += (context, name) =>
                Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
            await using (output.ConfigureAwait(false))
            {
                return await CheckAsync(request, output, long.Parse(args[1], CultureInfo.InvariantCulture)).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            await error.WriteLineAsync($"{exception}").ConfigureAwait(false);
            return Failed;
        }
    }

    // Not in Main, which must have said where assemblies are before a type of one is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> CheckAsync(CheckRequest request, TextWriter output, long started) => new BuildCheck(request, output, started).RunAsync();
}
