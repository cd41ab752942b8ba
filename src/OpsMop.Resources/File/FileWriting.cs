using System.Globalization;

namespace OpsMop;

/// <summary>What the types that write files have in common.</summary>
internal static class FileWriting
{
    /// <summary>The action that writes a file, after a check has accepted it where there is one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it gets.</param>
    /// <param name="metadata">Its mode and owners.</param>
    /// <param name="check">The command that must accept the new file before it is put in place, made from the path at which it is staged.</param>
    /// <param name="user">Who runs the check; <see langword="null"/> for the agent's own user.</param>
    public static Func<ISystem, CancellationToken, ValueTask> Of(
        AbsolutePath path, FileContent content, FileMetadata metadata, Func<AbsolutePath, CommandText>? check, string? user = null) => check is null
        ? (system, cancel) => system.WriteAsync(path, content, metadata, cancel)
        : (system, cancel) => WriteCheckedAsync(system, path, content, metadata, check, user, cancel);

    /// <summary>Adds the deletion of a file or link.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="path">The file.</param>
    /// <param name="have">The file as it is.</param>
    /// <param name="effects">What its going means besides.</param>
    public static void AddDeletion(Plan plan, AbsolutePath path, FileStatus have, Effects? effects = null) =>
        plan.Change(
            "delete",
            have.IsLink ? "a link" : $"a file, {Size(have.Size)}",
            null,
            (system, cancel) => system.DeleteAsync(path, recursive: false, cancel),
            effects);

    /// <summary>Fails unless the directory that a new file is to be in is there.</summary>
    /// <param name="plan">Knows the system.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Cancels the question.</param>
    public static async ValueTask RequireParentAsync(Plan plan, AbsolutePath path, CancellationToken cancel)
    {
        var parent = path.Parent;
        switch (await plan.System.StatAsync(parent, follow: true, cancel).ConfigureAwait(false))
        {
            case null:
                throw new ProviderException($"The directory {parent} does not exist. Declare host.Directory(\"{parent}\") above.");
            case { IsDirectory: false }:
                throw new ProviderException($"{parent} is not a directory, so that {path} cannot be in it. Correct the path, or remove what is there.");
        }
    }

    /// <summary>A size in words.</summary>
    /// <param name="bytes">The size.</param>
    public static string Size(long bytes) => bytes switch
    {
        0 => "empty",
        1 => "1 byte",
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000} MB"),
    };

    private static async ValueTask WriteCheckedAsync(
        ISystem system, AbsolutePath path, FileContent content, FileMetadata metadata, Func<AbsolutePath, CommandText> check, string? user, CancellationToken cancel)
    {
        await using var staged = await system.StageAsync(path, content, metadata, cancel).ConfigureAwait(false);
        var command = check(staged.StagedAt);
        if (command.ArgumentsError is { } error)
        {
            throw new ProviderException($"The check of {path} is no command: {error}");
        }

        var result = await system.RunAsync(new ProcessRequest(command.ToArguments()) { User = user }, cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw SystemTool.Failure($"The new {path} is not accepted by its check, and the file is left as it is. {command}", result);
        }

        await staged.CommitAsync(cancel).ConfigureAwait(false);
    }
}
