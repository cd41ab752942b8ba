namespace OpsMop;

/// <summary>Makes and keeps private keys in files; they are made in the agent itself, by no other program.</summary>
[Provider<PrivateKeyResource>("pem", Default = true, Proof = Proof.RealHost)]
public sealed class PrivateKeyProvider : Provider<PrivateKeyResource>
{
    private static readonly UnixMode NewMode = UnixMode.FromBits(0b110_000_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(PrivateKeyResource want, Plan plan, CancellationToken cancel)
    {
        var path = want.Path;
        if (want.Absent)
        {
            await ManagedFile.PlanAbsenceAsync(plan, path, new Effects().Sets(KeyState.Key(path), null), cancel).ConfigureAwait(false);
            return;
        }

        var mode = want.Mode is { IsGiven: true } given ? given : NewMode;
        var (owner, group) = (want.Owner, want.Group);
        if (want.Content is { } text)
        {
            // What the policy did not mark as secret is no less so.
            var content = text.IsSecret ? FileContent.FromText(text) : FileContent.FromBytes(text.ToUtf8Bytes(), secret: true);
            var effects = new Effects().Sets(KeyState.Key(path), KeyState.Parse(text.Reveal()));
            await new ManagedFile(path, content, new FileMetadata(mode, owner, group)) { Effects = effects }.PlanAsync(plan, cancel).ConfigureAwait(false);
            return;
        }

        var have = await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsFile: false })
        {
            throw new ProviderException($"{path} is no file, and a key has to be there. Remove it, or correct the path.");
        }

        var kind = want.Kind ?? KeyKind.EcdsaP256;
        if (have is null)
        {
            await FileWriting.RequireParentAsync(plan, path, cancel).ConfigureAwait(false);
            (owner, group) = await Ownership.ForNewAsync(plan.System, owner, group, user: null, cancel).ConfigureAwait(false);
            AddKey(plan, path, "create", null, kind, new FileMetadata(mode, owner, group));
            return;
        }

        var owners = await Ownership.DifferenceAsync(plan.System, have, owner, group, cancel).ConfigureAwait(false);
        var key = await KeyState.FindAsync(plan.System, path, cancel).ConfigureAwait(false);
        var replaces = want.Kind is not null ? key?.Kind != kind : key?.Fault is not null;
        if (replaces && !want.Regenerate)
        {
            throw new ProviderException(key?.Fault is { } fault
                ? $"{path} {fault}"
                : $"{path} is {key?.Description}, not {kind}. Declare what is there, or add .Regenerate() if it may be lost.");
        }

        if (replaces)
        {
            AddKey(plan, path, "replace", key?.Description, kind, new FileMetadata(mode, owners.Owner ?? have.Owner, owners.Group ?? have.Group));
        }

        Ownership.AddChange(plan, path, have, owners, mode, made: replaces);
        if (have.Mode != mode)
        {
            plan.Change("chmod", have.Mode, mode, replaces ? static (_, _) => default : (system, stop) => system.SetModeAsync(path, mode, stop));
        }
    }

    // The key is made when it is written: a plan makes none.
    private static void AddKey(Plan plan, AbsolutePath path, string action, string? from, KeyKind kind, FileMetadata metadata) =>
        plan.Change(
            action,
            from,
            $"{kind}, {metadata.Mode} {Ownership.Show(metadata.Owner, metadata.Group)}".TrimEnd(),
            (system, stop) => system.WriteAsync(path, FileContent.Deferred(_ => new(new MemoryStream(KeyState.Generate(kind), writable: false))), metadata, stop),
            new Effects().Sets(KeyState.Key(path), KeyState.Planned(kind)));
}
