using System.Security.Cryptography;

namespace OpsMop.Engine.Systems;

/// <summary>
/// Takes back the effects of a run, the last first. An effect is taken back only where the present state is the one that it left;
/// what somebody has changed since is a conflict, and stays.
/// </summary>
/// <remarks>
/// Effects are recorded under the paths that were asked for. By way of a link to a directory a place has two names: an effect that replaced that link is
/// reported as a conflict, and what was made under one name and deleted under the other can be left behind. Where all has been taken back already, doing it
/// again can take a mode or an owner of before the run for the one that the run has left.
/// </remarks>
/// <param name="journal">The run's journal.</param>
public sealed class Undo(JournalReader journal)
{
    /// <summary>What undoing would do, without doing it.</summary>
    /// <param name="system">The system as it is.</param>
    /// <param name="cancel">Cancels the planning.</param>
    public ValueTask<IReadOnlyList<UndoStep>> PlanAsync(ISystemReader system, CancellationToken cancel = default) => ApplyAsync(new OverlaySystem(system), cancel);

    /// <summary>Undoes the run. Put a <see cref="JournalSystem"/> in between, and the undoing can be undone.</summary>
    /// <param name="system">The system.</param>
    /// <param name="cancel">Stops between two effects; undoing again goes on from there.</param>
    /// <returns>What came of each effect, the last effect first.</returns>
    public async ValueTask<IReadOnlyList<UndoStep>> ApplyAsync(ISystem system, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        var steps = new List<UndoStep>(journal.Records.Count);
        for (var i = journal.Records.Count - 1; i >= 0; i--)
        {
            cancel.ThrowIfCancellationRequested();
            var record = journal.Records[i];
            try
            {
                steps.Add(await UndoAsync(record, system, cancel).ConfigureAwait(false));
            }
            catch (SystemFaultException fault)
            {
                steps.Add(new UndoStep(record, UndoOutcome.Conflict, fault.Message));
            }
        }

        return steps;
    }

    private async ValueTask<UndoStep> UndoAsync(JournalRecord record, ISystem system, CancellationToken cancel)
    {
        if (record.Kind == EffectKind.Run)
        {
            return new(record, UndoOutcome.CannotBeUndone, $"`{record.Path}` was run; what it did is not known. Undo it by hand if need be.");
        }

        AbsolutePath path = record.Path;
        var present = await JournalSystem.LookAsync(system, path, cancel).ConfigureAwait(false);

        // First whether there is anything to do: an effect that changed nothing matches both.
        if (await MatchesAsync(record.Before, path, present, system, cancel).ConfigureAwait(false))
        {
            return new(record, UndoOutcome.NothingToDo, $"{path} is as it was.");
        }

        if (record is { Kind: EffectKind.Write, After.Sha256: null })
        {
            return Conflict(record, $"What the run wrote to {path} is not known: it ended while it was writing. It is left alone; look at it.");
        }

        if (!await MatchesAsync(record.After, path, present, system, cancel).ConfigureAwait(false))
        {
            return Conflict(record, $"{path} is not as the run left it: somebody has changed it since. It is left alone; compare it with the journal.");
        }

        return record.Kind switch
        {
            EffectKind.SetMode => await ModeAsync(record, path, system, cancel).ConfigureAwait(false),
            EffectKind.SetOwner => await OwnerAsync(record, path, system, cancel).ConfigureAwait(false),
            _ => await RestoreAsync(record, path, present, system, cancel).ConfigureAwait(false),
        };
    }

    private static async ValueTask<UndoStep> ModeAsync(JournalRecord record, AbsolutePath path, ISystem system, CancellationToken cancel)
    {
        var mode = record.Before!.Mode!.Value;
        await system.SetModeAsync(path, mode, cancel).ConfigureAwait(false);
        return Undone(record, $"{path} has the mode {mode} again.");
    }

    private static async ValueTask<UndoStep> OwnerAsync(JournalRecord record, AbsolutePath path, ISystem system, CancellationToken cancel)
    {
        var before = record.Before!;
        await system.SetOwnerAsync(path, before.Owner, before.Group, cancel).ConfigureAwait(false);
        await ModeAfterOwnerAsync(path, before, system, cancel).ConfigureAwait(false);
        return Undone(record, $"{path} belongs to {before.Owner}:{before.Group} again.");
    }

    private async ValueTask<UndoStep> RestoreAsync(JournalRecord record, AbsolutePath path, FileStatus? present, ISystem system, CancellationToken cancel)
    {
        var before = record.Before;
        if (before is null)
        {
            if (present is { IsDirectory: true } && (await system.ListAsync(path, cancel).ConfigureAwait(false)).Count > 0)
            {
                return Conflict(record, $"{path} was made by the run, and there is something in it now that was not. It is left alone.");
            }

            await system.DeleteAsync(path, recursive: false, cancel).ConfigureAwait(false);
            return Undone(record, $"{path} is gone again.");
        }

        switch (before.Kind)
        {
            case FileKind.File:
                if (before.Sha256 is null || journal.Backup(before.Sha256) is not { } content)
                {
                    return Conflict(record, before.Kept
                        ? $"The content of {path} was kept, but is no longer among the backups. Nothing was changed."
                        : $"The content of {path} was larger than the limit for backups ({before.Size} bytes), and was not kept. Nothing was changed.");
                }

                if (!Convert.ToHexStringLower(SHA256.HashData(content.Span)).Equals(before.Sha256, StringComparison.Ordinal))
                {
                    return Conflict(record, $"The backup of {path} is damaged: it does not have its SHA-256 {before.Sha256}. Nothing was changed.");
                }

                // What is in a backup may have been a secret: it is not for showing.
                await system.WriteAsync(path, FileContent.FromBytes(content, secret: true), Metadata(before), cancel).ConfigureAwait(false);
                break;
            case FileKind.Link:
                await system.CreateLinkAsync(path, before.Target!, before.Owner, before.Group, cancel).ConfigureAwait(false);
                break;
            case FileKind.Directory:
                await system.CreateDirectoryAsync(path, Metadata(before), cancel).ConfigureAwait(false);
                break;
            default:
                return Conflict(record, $"{path} was a device, socket or pipe, which is not kept. Nothing was changed.");
        }

        return Undone(record, $"{path} is back.");
    }

    /// <summary>Whether what is there is what was recorded, as far as that was known.</summary>
    private static async ValueTask<bool> MatchesAsync(RecordedState? recorded, AbsolutePath path, FileStatus? present, ISystem system, CancellationToken cancel)
    {
        if (recorded is null || present is null)
        {
            return recorded is null && present is null;
        }

        if (recorded.Kind != present.Kind
            || (recorded.Mode is { } mode && mode.Bits != present.Mode.Bits)
            || !SameAccount(recorded.Owner, present.Owner)
            || !SameAccount(recorded.Group, present.Group))
        {
            return false;
        }

        if (recorded.Target is not null)
        {
            return await system.ReadLinkAsync(path, cancel).ConfigureAwait(false) == recorded.Target;
        }

        if (recorded.Sha256 is null)
        {
            return recorded.Size is null || recorded.Size == present.Size;
        }

        // Cheap first; what is written into an overlay while planning has its size.
        return (recorded.Size is null || recorded.Size == present.Size)
            && Convert.ToHexStringLower(SHA256.HashData((await system.ReadAsync(path, cancel).ConfigureAwait(false)).Span)) == recorded.Sha256;
    }

    // Null is the agent's own user, and digits stand for an account that has a name perhaps: neither can be compared with what stat says.
    private static bool SameAccount(string? recorded, string present) =>
        recorded is null || recorded == present || (recorded.Length > 0 && recorded.All(char.IsAsciiDigit));

    // Changing hands takes set-uid and set-gid from a file.
    private static async ValueTask ModeAfterOwnerAsync(AbsolutePath path, RecordedState before, ISystem system, CancellationToken cancel)
    {
        if (before is { Kind: FileKind.File, Mode: { } mode } && (mode.HasSetUid || mode.HasSetGid))
        {
            await system.SetModeAsync(path, mode, cancel).ConfigureAwait(false);
        }
    }

    private static FileMetadata Metadata(RecordedState state) => new(state.Mode ?? default, state.Owner, state.Group);

    private static UndoStep Undone(JournalRecord record, string message) => new(record, UndoOutcome.Undone, message);

    private static UndoStep Conflict(JournalRecord record, string message) => new(record, UndoOutcome.Conflict, message);
}
