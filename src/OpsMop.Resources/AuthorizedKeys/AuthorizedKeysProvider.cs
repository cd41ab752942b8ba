namespace OpsMop;

/// <summary>Manages <c>authorized_keys</c> as a whole, which OpenSSH reads on any system.</summary>
[Provider<AuthorizedKeysResource>("openssh", Default = true, Proof = Proof.RealHost)]
public sealed class AuthorizedKeysProvider : Provider<AuthorizedKeysResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(AuthorizedKeysResource want, Plan plan, CancellationToken cancel)
    {
        if (plan.Claims.Contains(Claim.Part, AuthorizedKeysResource.FileOf(want)))
        {
            throw new ProviderException(
                $"AuthorizedKey is declared for {want.Login} too, and its key would be taken away here in each run. "
                + "Put the key among Keys, or declare all of them with AuthorizedKey.");
        }

        var file = await KeyFile.OpenAsync(plan.System, want.Login, want.Path, want.Absent, cancel).ConfigureAwait(false);
        if (file is null)
        {
            return;
        }

        if (want.Absent)
        {
            await file.PlanDeletionAsync(plan, cancel).ConfigureAwait(false);
            return;
        }

        // What is as it should be keeps its place; so do comments and empty lines. Anything else is a key that nobody declared, or would be read as one.
        var missing = want.Keys!.Select(line => AuthorizedKeyLine.Parse(line)!).Distinct().ToList();
        var lines = new List<string>();
        var gone = new List<string>();
        foreach (var line in EditedFile.SplitLines(file.Text))
        {
            if (line.AsSpan().Trim() is not { Length: > 0 } text || text[0] == '#')
            {
                lines.Add(line);
                continue;
            }

            var have = AuthorizedKeyLine.Parse(line);
            if (have is not null && missing.Remove(have))
            {
                lines.Add(line);
            }
            else
            {
                gone.Add(have?.Shown ?? "a line that is no key");
            }
        }

        foreach (var line in missing)
        {
            KeyFile.Append(lines, line.ToString());
        }

        await file.PlanAsync(
            plan,
            string.Concat(lines),
            new Edit("set keys", gone.Count > 0 ? string.Join("; ", gone) : null, missing.Count > 0 ? string.Join("; ", missing.Select(line => line.Shown)) : null),
            cancel).ConfigureAwait(false);
    }
}
