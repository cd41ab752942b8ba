using System.Security.Cryptography;
using System.Text;

namespace OpsMop;

/// <summary>What an environment was asked to have, and what was there when that had been installed.</summary>
/// <param name="Asked">A hash of all that was asked for.</param>
/// <param name="Installed">The folders in which pip keeps what it knows of each package: <c>flask-3.0.2.dist-info</c>.</param>
internal sealed record VenvRecord(string Asked, IReadOnlyList<string> Installed)
{
    private const string Heading = "# OpsMop: what was asked for, and what was installed for it. Without this file it is installed again.";

    /// <summary>Where it is.</summary>
    /// <param name="path">The environment.</param>
    public static AbsolutePath At(AbsolutePath path) => path / "opsmop-packages";

    /// <summary>A hash of what is asked for: the requirements with all that they include, and the packages.</summary>
    /// <param name="want">The environment.</param>
    /// <param name="system">Where the requirements are.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<string> AskedAsync(VenvResource want, ISystemReader system, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (want.Requirements.IsGiven)
        {
            if (await system.StatAsync(want.Requirements, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
            {
                throw new ProviderException($"There is no file {want.Requirements} on this host. Declare host.File(\"{want.Requirements}\") above, or correct the path.");
            }

            await AddAsync(hash, system, want.Requirements, [], cancel).ConfigureAwait(false);
        }

        foreach (var package in want.Packages ?? [])
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\0{package}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a record; <see langword="null"/> if it is none.</summary>
    /// <param name="text">The text.</param>
    public static VenvRecord? Parse(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [Heading, var asked, .. var installed] ? new VenvRecord(asked, installed) : null;

    /// <summary>The record as it is written.</summary>
    public override string ToString() => $"{Heading}\n{Asked}\n{string.Concat(Installed.Select(one => one + "\n"))}";

    private static async ValueTask AddAsync(IncrementalHash hash, ISystemReader system, AbsolutePath file, HashSet<AbsolutePath> seen, CancellationToken cancel)
    {
        if (!seen.Add(file) || await system.StatAsync(file, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            return;
        }

        var bytes = await system.ReadAsync(file, cancel).ConfigureAwait(false);
        hash.AppendData(bytes.Span);
        hash.AppendData([0]);
        foreach (var line in Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.TrimEntries))
        {
            foreach (var option in (string[])["--requirement", "--constraint", "-r", "-c"])
            {
                if (line.StartsWith(option, StringComparison.Ordinal))
                {
                    // -r x, -rx, --requirement x, --requirement=x, each perhaps with a comment.
                    var name = line[option.Length..].TrimStart(' ', '\t', '=').Split(" #")[0].TrimEnd();
                    if (name.Length > 0 && !name.Contains("://", StringComparison.Ordinal))
                    {
                        await AddAsync(hash, system, global::System.IO.Path.GetFullPath(name, file.Parent.Value), seen, cancel).ConfigureAwait(false);
                    }

                    break;
                }
            }
        }
    }
}
