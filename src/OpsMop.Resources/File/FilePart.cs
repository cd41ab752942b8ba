namespace OpsMop;

/// <summary>What the types that manage a part of a text file have in common.</summary>
internal static class FilePart
{
    private static readonly UnixMode NewMode = UnixMode.FromBits(0b110_100_100);
    private static readonly UnixMode NewSecretMode = UnixMode.FromBits(0b110_000_000);

    /// <summary>Reads the file.</summary>
    /// <param name="want">The resource.</param>
    /// <param name="plan">Knows the system.</param>
    /// <param name="absent">Whether the part is to be gone: a file that does not exist has none.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="ProviderException">It is no file, or it does not exist and is not to be made.</exception>
    public static async ValueTask<EditedFile> OpenAsync(IEditsFile want, Plan plan, bool absent, CancellationToken cancel)
    {
        var file = await EditedFile.OpenAsync(plan.System, want.Path, cancel).ConfigureAwait(false);
        return file.Exists || want.Create || absent
            ? file
            : throw new ProviderException($"There is no file {file.Path}. Add .Create() if it is to be made, declare what brings it above, or correct the path.");
    }

    /// <summary>Adds the writing of the changed text, if it is another.</summary>
    /// <param name="want">The resource.</param>
    /// <param name="plan">Takes the change.</param>
    /// <param name="file">The file as it is.</param>
    /// <param name="text">What it is to hold. What is secret in it is written and never shown.</param>
    /// <param name="change">How the change is told.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask SaveAsync(IEditsFile want, Plan plan, EditedFile file, Text text, Edit change, CancellationToken cancel)
    {
        if (text.IsSecret && file.Mode is { IsWorldReadable: true } mode)
        {
            throw new ProviderException($"{file.Path} has mode {mode}, so that everybody can read the secret that is to stand in it. Declare host.File(\"{file.Path}\").Mode(\"0600\") above.");
        }

        change = change with { Check = want.Check, User = want.Common.User, Content = text.IsSecret ? text : null };
        if (!file.Exists)
        {
            var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
            change = change with { New = new FileMetadata(want.Mode is { IsGiven: true } given ? given : text.IsSecret ? NewSecretMode : NewMode, owner, group) };
        }

        await file.SaveAsync(plan, text.Reveal(), change, cancel).ConfigureAwait(false);
    }
}
