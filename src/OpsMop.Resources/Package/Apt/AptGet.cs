namespace OpsMop;

/// <summary>Runs <c>apt-get</c> so that it asks nothing, keeps configuration files that were changed on the host, and waits for its locks.</summary>
internal static class AptGet
{
    // What a dpkg that was killed, or lost its power, has left to do. apt refuses everything until somebody has it done.
    private static readonly string[] Finish = ["dpkg", "--force-confdef", "--force-confold", "--configure", "-a"];

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["LC_ALL"] = "C",
        ["DEBIAN_FRONTEND"] = "noninteractive",
        ["APT_LISTCHANGES_FRONTEND"] = "none",
        ["NEEDRESTART_SUSPEND"] = "1",
    };

    /// <summary>How long it waits for the locks of dpkg and apt.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it waits between two attempts at a lock that apt itself does not wait for.</summary>
    internal static TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Runs it; a failure throws.</summary>
    /// <param name="system">Where.</param>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="cancel">Ends it.</param>
    public static async ValueTask RunAsync(ISystem system, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        string[] all =
        [
            "apt-get", "--yes", "--quiet",
            "--option", "Dpkg::Options::=--force-confdef", "--option", "Dpkg::Options::=--force-confold",
            "--option", $"DPkg::Lock::Timeout={Patience.TotalSeconds:0}",
            .. arguments,
        ];
        var request = new ProcessRequest(all) { Environment = Environment };
        var waited = TimeSpan.Zero;
        var mended = false;
        while (true)
        {
            var result = await system.RunAsync(request, cancel).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return;
            }

            if (!mended && result.Error.Contains("dpkg was interrupted", StringComparison.Ordinal))
            {
                mended = true;
                var finish = await system.RunAsync(new ProcessRequest(Finish) { Environment = Environment }, cancel).ConfigureAwait(false);
                if (!finish.Succeeded)
                {
                    throw SystemTool.Failure("dpkg was interrupted before, and dpkg --configure -a, which was to finish its work, has failed", finish);
                }

                continue;
            }

            // The locks of the lists and of the archive are not covered by DPkg::Lock::Timeout.
            if (!result.Error.Contains("Could not get lock", StringComparison.Ordinal) || waited >= Patience)
            {
                // Which dependency is in the way stands in its output, not with the error.
                var said = result with { Error = $"{result.Output.TrimEnd()}\n{result.Error}" };
                throw SystemTool.Failure("apt-get " + string.Join(' ', arguments), said);
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
            waited += Pause;
        }
    }
}
