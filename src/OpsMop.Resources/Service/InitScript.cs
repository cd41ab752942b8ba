namespace OpsMop;

/// <summary>The scripts that start services.</summary>
internal static class InitScript
{
    /// <summary>Whether there is a script for a service.</summary>
    /// <param name="system">Where.</param>
    /// <param name="folders">Where scripts are.</param>
    /// <param name="service">The service.</param>
    /// <param name="cancel">Cancels the question.</param>
    public static async ValueTask<bool> ExistsAsync(ISystemReader system, IReadOnlyList<AbsolutePath> folders, string service, CancellationToken cancel)
    {
        foreach (var folder in folders)
        {
            if (await system.StatAsync(folder / service, follow: true, cancel).ConfigureAwait(false) is { IsFile: true })
            {
                return true;
            }
        }

        return false;
    }
}
