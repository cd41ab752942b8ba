#pragma warning disable CA1416 // Agents are for Unix only, and their files have modes.
using System.Globalization;

namespace OpsMop.Push.Agents;

/// <summary>Publishes agents ahead of a push, and puts them where they are wanted.</summary>
/// <param name="options">Where agents may come from.</param>
/// <param name="name">The name of the policy's program.</param>
internal sealed class PublishCommand(AgentStoreOptions options, string name)
{
    private const UnixFileMode Program =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Publishes them.</summary>
    /// <param name="platforms">The platforms; that of this machine where none is named.</param>
    /// <param name="output">A file for one agent, a folder for several; <see langword="null"/> leaves them in the cache, where <c>push</c> finds them.</param>
    /// <param name="say">Told one line for each agent.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="AgentException">One of them cannot be published.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task RunAsync(IReadOnlyList<AgentPlatform> platforms, string? output, Action<string> say, CancellationToken cancel)
    {
        var wanted = platforms.Count > 0 ? platforms : AgentPlatform.OfThisMachine is { } own ? [own] : throw new AgentException(
            AgentProblem.NoSuchPlatform,
            $"Agents run on Linux. Say which are wanted: --platform {string.Join(", --platform ", AgentPlatform.All.Select(static platform => platform.Name))}.");
        var isFolder = output is not null && (wanted.Count > 1 || output.EndsWith('/') || Directory.Exists(output));
        if (isFolder && File.Exists(output!.TrimEnd('/')))
        {
            throw new IOException($"{output.TrimEnd('/')} is a file, not a folder for agents.");
        }

        var store = new AgentStore(options);
        await using (store.ConfigureAwait(false))
        {
            foreach (var platform in wanted.Distinct())
            {
                var agent = await store.FindAsync(platform, null, cancel).ConfigureAwait(false);
                var path = output is null ? agent.Path : isFolder ? Path.Combine(output, $"{name}-{platform}") : output;
                if (output is not null)
                {
                    await CopyAsync(agent.Path, path, cancel).ConfigureAwait(false);
                }

                say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{platform}: {path} ({agent.Size / 1e6:0.0} MB, compressed {agent.CompressedSize / 1e6:0.0} MB{(agent.NeedsGlibc is { } glibc ? $", glibc {glibc} or later" : "")}, SHA-256 {agent.Sha256})"));
            }
        }
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        var temporary = $"{to}.{Guid.NewGuid():N}";
        try
        {
            var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
            await using (source.ConfigureAwait(false))
            {
                var target = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, UnixCreateMode = Program });
                await using (target.ConfigureAwait(false))
                {
                    await source.CopyToAsync(target, cancel).ConfigureAwait(false);
                }
            }

            // A program that is running cannot be written to, but it can be replaced.
            File.Move(temporary, to, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
