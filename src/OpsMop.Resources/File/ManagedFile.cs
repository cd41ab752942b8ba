namespace OpsMop;

/// <summary>A file that a type keeps whole, such as the file of a sudo rule or a unit: its content, mode and owners are as given, and no others.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Metadata">Its mode and owners; an owner that is not given is left as it is.</param>
internal sealed record ManagedFile(AbsolutePath Path, FileContent Content, FileMetadata Metadata)
{
    /// <summary>The command that must accept the new file before it is put in place, made from the path at which it is staged.</summary>
    public Func<AbsolutePath, CommandText>? Check { get; init; }

    /// <summary>What writes it with its final mode and owners, where that takes more than a check.</summary>
    public Func<FileMetadata, Func<ISystem, CancellationToken, ValueTask>>? Writing { get; init; }

    /// <summary>The folder that it is in is made with this mode and these owners where it is missing; without them it has to be there.</summary>
    public FileMetadata? Folder { get; init; }

    /// <summary>What a new content means besides the file.</summary>
    public Effects? Effects { get; init; }

    /// <summary>Adds what has to change.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns>Whether its content changes.</returns>
    public async ValueTask<bool> PlanAsync(Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { Kind: FileKind.Directory or FileKind.Other })
        {
            throw new ProviderException($"{Path} is a {(have.IsDirectory ? "directory" : "device, socket or pipe")}, and a file has to be there. Remove it.");
        }

        if (have is not { IsFile: true })
        {
            if (Folder is null)
            {
                await FileWriting.RequireParentAsync(plan, Path, cancel).ConfigureAwait(false);
            }

            var (owner, group) = await Ownership.ForNewAsync(plan.System, Metadata.Owner, Metadata.Group, user: null, cancel).ConfigureAwait(false);
            var metadata = Metadata with { Owner = owner, Group = group };
            var what = $"{Metadata.Mode} {Ownership.Show(owner, group)}".TrimEnd();
            plan.Change(
                have is null ? "create" : "replace",
                have is null ? null : "a link",
                $"{Path} {what}",
                Write(metadata),
                Effects,
                await FileDiff.BetweenAsync(plan.System, Path, null, Content, cancel).ConfigureAwait(false));
            return true;
        }

        var owners = await Ownership.DifferenceAsync(plan.System, have, Metadata.Owner, Metadata.Group, cancel).ConfigureAwait(false);
        var differs = !await plan.System.HasContentAsync(Path, Content, cancel).ConfigureAwait(false);
        if (differs)
        {
            plan.Change(
                "write",
                null,
                Path,
                Write(new FileMetadata(Metadata.Mode, owners.Owner ?? have.Owner, owners.Group ?? have.Group)),
                Effects,
                await FileDiff.BetweenAsync(plan.System, Path, have, Content, cancel).ConfigureAwait(false));
        }

        Ownership.AddChange(plan, Path, have, owners, Metadata.Mode, made: differs);
        if (have.Mode != Metadata.Mode)
        {
            plan.Change("chmod", have.Mode, Metadata.Mode, differs ? static (_, _) => default : (system, stop) => system.SetModeAsync(Path, Metadata.Mode, stop));
        }

        return differs;
    }

    /// <summary>Adds the deletion of such a file, where there is one.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="path">The file.</param>
    /// <param name="effects">What its going means besides.</param>
    /// <param name="cancel">Cancels the question.</param>
    /// <returns>Whether there is one.</returns>
    public static async ValueTask<bool> PlanAbsenceAsync(Plan plan, AbsolutePath path, Effects? effects, CancellationToken cancel)
    {
        switch (await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false))
        {
            case null:
                return false;
            case { IsDirectory: true }:
                throw new ProviderException($"{path} is a directory, and a file was to be deleted there. Remove it yourself if it may go.");
            case var have:
                FileWriting.AddDeletion(plan, path, have, effects);
                return true;
        }
    }

    private Func<ISystem, CancellationToken, ValueTask> Write(FileMetadata metadata)
    {
        var write = Writing?.Invoke(metadata) ?? FileWriting.Of(Path, Content, metadata, Check);
        return Folder is not { } folder ? write : async (system, cancel) =>
        {
            // Another file of the same resource may have made it meanwhile.
            if (await system.StatAsync(Path.Parent, follow: true, cancel).ConfigureAwait(false) is null)
            {
                await system.CreateDirectoryAsync(Path.Parent, folder, cancel).ConfigureAwait(false);
            }

            await write(system, cancel).ConfigureAwait(false);
        };
    }
}
