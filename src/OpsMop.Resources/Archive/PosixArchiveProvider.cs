namespace OpsMop;

/// <summary>Extracts tar and zip archives on any POSIX system.</summary>
[Provider<ArchiveResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixArchiveProvider : Provider<ArchiveResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(ArchiveResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsDirectory: false })
        {
            throw new ProviderException($"{want.Path} is {(have.IsLink ? "a link" : "a file")}, not a directory. Name the directory itself, or remove what is there.");
        }

        var manifest = have is null ? null : await ArchiveManifest.ReadAsync(plan.System, want.Path, cancel).ConfigureAwait(false);
        var (owner, group) = want.Absent ? default
            : await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        var copy = new ArchiveCopy(want, plan.Claims, manifest, owner, group);
        if (want.Absent)
        {
            if (manifest is not null)
            {
                await copy.PlanAbsenceAsync(plan, cancel).ConfigureAwait(false);
            }

            return;
        }

        if (have is null)
        {
            await FileWriting.RequireParentAsync(plan, want.Path, cancel).ConfigureAwait(false);
        }

        var origin = await ArchiveOrigin.OfAsync(want, plan, manifest, cancel).ConfigureAwait(false);
        string? missing = null;
        if (manifest?.IsOf(origin.Hash, want) == true)
        {
            await copy.CompareAsync(plan.System, manifest.Entries, cancel).ConfigureAwait(false);
            if (!copy.NeedsArchive)
            {
                copy.AddChanges(plan, origin, null);
                return;
            }

            missing = copy.Missing;
            copy = new ArchiveCopy(want, plan.Claims, manifest, owner, group);
        }

        if (origin.IsThere && await origin.LoadAsync(plan.System, cancel).ConfigureAwait(false) is { Format.Program.Count: 0 } file)
        {
            var entries = await new ArchiveListing(file, want).ReadAsync(cancel).ConfigureAwait(false);
            await copy.CompareAsync(plan.System, entries, cancel).ConfigureAwait(false);
            copy.AddChanges(plan, origin, file);
            return;
        }

        // What is in it shows when it has been fetched or unpacked, which a plan does not do.
        if (have is null)
        {
            copy.AddRoot(plan);
        }

        plan.ChangeOutside(
            "extract",
            missing ?? origin.Name,
            async (system, stop) =>
            {
                var packed = await origin.LoadAsync(system, stop).ConfigureAwait(false);
                var unpacked = await ArchiveUnpacking.UnpackAsync(system, packed, want.Path, stop).ConfigureAwait(false);
                var entries = await new ArchiveListing(unpacked, want).ReadAsync(stop).ConfigureAwait(false);
                await copy.CompareAsync(system, entries, stop).ConfigureAwait(false);
                await copy.ApplyAsync(system, origin.Address, Sha256.Of(packed.Bytes.Span), unpacked, stop).ConfigureAwait(false);
                return ProcessResult.Success;
            },
            new Effects().MayCreate(want.Path.Value + "/*"));
    }
}
