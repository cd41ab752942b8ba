namespace OpsMop;

/// <summary>Manages lines of <c>known_hosts</c>, which OpenSSH reads on any system.</summary>
[Provider<KnownHostResource>("openssh", Default = true, Proof = Proof.RealHost)]
public sealed class KnownHostProvider : Provider<KnownHostResource>
{
    /// <summary>The name of a user's own file.</summary>
    internal const string UserFile = "known_hosts";

    /// <summary>The file for all users.</summary>
    internal static readonly AbsolutePath SystemFile = "/etc/ssh/ssh_known_hosts";

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(KnownHostResource want, Plan plan, CancellationToken cancel)
    {
        EditedFile? system = null;
        HomeFile? home = null;
        if (want.Login is not { } login)
        {
            system = await EditedFile.OpenAsync(plan.System, SystemFile, cancel).ConfigureAwait(false);
        }
        else
        {
            home = want.Absent
                ? await HomeFile.FindAsync(plan.System, login, UserFile, cancel).ConfigureAwait(false)
                : await HomeFile.OpenAsync(plan.System, login, UserFile, cancel).ConfigureAwait(false);
        }

        if (want.Absent && !(system?.Exists ?? home?.Exists ?? false))
        {
            return;
        }

        var (text, gone, added) = Change(want, system?.Text ?? home!.Text);
        if (want.Absent && gone.Count == 0)
        {
            return;
        }

        var change = new Edit(
            want.Absent ? "forget" : gone.Count == 0 ? "add" : "replace",
            gone.Count > 0 ? string.Join("; ", gone.Select(key => key.Shown)) : null,
            added.Count > 0 ? string.Join("; ", added.Select(key => key.Shown)) : null);
        if (system is not null)
        {
            await system.SaveAsync(plan, text, change, cancel).ConfigureAwait(false);
        }
        else
        {
            await home!.PlanAsync(plan, text, change, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The text as it is to be, which keys the host loses, and which it gets.</summary>
    private static (string Text, List<SshPublicKey> Gone, List<SshPublicKey> Added) Change(KnownHostResource want, string text)
    {
        // ssh writes the usual port not, and asks for names in lower case.
        var host = want.HostName.ToLowerInvariant();
        host = host.StartsWith('[') && host.EndsWith("]:22", StringComparison.Ordinal) ? host[1..^4] : host;
        var marker = want.Authority ? KnownHostLine.AuthorityMarker : "";
        var added = new List<SshPublicKey>();
        foreach (var given in want.Keys ?? [])
        {
            _ = SshPublicKey.Parse(given, out var key);
            if (!added.Exists(other => other.Blob == key.Blob))
            {
                added.Add(key);
            }
        }

        var lines = new List<string>();
        var gone = new List<SshPublicKey>();
        foreach (var line in EditedFile.SplitLines(text))
        {
            if (KnownHostLine.Parse(line) is not { } have
                || have.Marker != marker
                || !have.Names.Any(name => KnownHostLine.Is(name, host))
                || added.RemoveAll(key => key.Blob == have.Key.Blob) > 0)
            {
                lines.Add(line);
                continue;
            }

            gone.Add(have.Key);
            if (have.Names.Where(name => !KnownHostLine.Is(name, host)).ToList() is { Count: > 0 } others)
            {
                lines.Add((have with { Names = others }).ToString() + "\n");
            }
        }

        foreach (var key in added)
        {
            KeyFile.Append(lines, new KnownHostLine(marker, [host], key).ToString());
        }

        return (string.Concat(lines), gone, added);
    }
}
