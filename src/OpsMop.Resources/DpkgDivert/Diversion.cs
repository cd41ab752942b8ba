namespace OpsMop;

/// <summary>A diversion as it is; what is observed under <c>dpkg-divert:PATH</c>.</summary>
/// <param name="To">Where the file is put.</param>
/// <param name="Package">The package whose own stays; <see langword="null"/> for none.</param>
internal sealed record Diversion(AbsolutePath To, string? Package)
{
    /// <summary>The key under which a diversion is known.</summary>
    /// <param name="path">The file as packages name it.</param>
    public static string Key(AbsolutePath path) => "dpkg-divert:" + path.Value;

    /// <summary>The diversion of a file; <see langword="null"/> if there is none.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The file as packages name it.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask<Diversion?> ReadAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        var package = await AskAsync(system, cancel, "dpkg-divert", "--listpackage", path.Value).ConfigureAwait(false);
        return package.Length == 0
            ? null
            : new Diversion(await AskAsync(system, cancel, "dpkg-divert", "--truename", path.Value).ConfigureAwait(false), package == "LOCAL" ? null : package);
    }

    private static async ValueTask<string> AskAsync(ISystemReader system, CancellationToken cancel, params string[] arguments)
    {
        var result = await SystemTool.QueryAsync(system, cancel, arguments).ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim() : throw SystemTool.Failure(string.Join(' ', arguments), result);
    }
}
