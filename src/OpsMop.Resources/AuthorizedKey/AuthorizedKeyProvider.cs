namespace OpsMop;

/// <summary>Manages lines of <c>authorized_keys</c>, which OpenSSH reads on any system.</summary>
[Provider<AuthorizedKeyResource>("openssh", Default = true, Proof = Proof.RealHost)]
public sealed class AuthorizedKeyProvider : Provider<AuthorizedKeyResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(AuthorizedKeyResource want, Plan plan, CancellationToken cancel)
    {
        _ = SshPublicKey.Parse(want.PublicKey, out var key);
        var file = await KeyFile.OpenAsync(plan.System, want.Login, want.Path, want.Absent, cancel).ConfigureAwait(false);
        if (file is null)
        {
            return;
        }

        string? from = null, to = null;
        var lines = new List<string>();
        foreach (var line in EditedFile.SplitLines(file.Text))
        {
            if (AuthorizedKeyLine.Parse(line) is not { } have || have.Key.Blob != key.Blob)
            {
                lines.Add(line);
                continue;
            }

            from ??= have.Shown;
            if (!want.Absent && to is null)
            {
                // A key without a comment in the policy keeps the one in the file.
                var wanted = new AuthorizedKeyLine(want.AllOptions, key.Comment.Length > 0 ? key : key with { Comment = have.Key.Comment });
                to = wanted.Shown;
                lines.Add(wanted == have ? line : wanted + "\n");
            }
        }

        if (!want.Absent && to is null)
        {
            var wanted = new AuthorizedKeyLine(want.AllOptions, key);
            to = wanted.Shown;
            KeyFile.Append(lines, wanted.ToString());
        }

        if (want.Absent && from is null)
        {
            return;
        }

        var action = want.Absent ? "revoke" : from is null ? "authorize" : "change";
        await file.PlanAsync(plan, string.Concat(lines), new Edit(action, from, to), cancel).ConfigureAwait(false);
    }
}
