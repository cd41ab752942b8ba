namespace OpsMop;

/// <summary>Where repositories and their keys are.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder of apt's keys.</summary>
    public static readonly AbsolutePath Keyrings = "/etc/apt/keyrings";

    /// <summary>The folder of rpm's keys.</summary>
    public static readonly AbsolutePath RpmKeys = "/etc/pki/rpm-gpg";

    private static readonly UnixMode FolderMode = UnixMode.FromBits(0b111_101_101);
    private static readonly UnixMode Mode = UnixMode.FromBits(0b110_100_100);

    /// <summary>Apt's entry.</summary>
    public static AbsolutePath Sources(string name) => $"/etc/apt/sources.list.d/{name}.sources";

    /// <summary>Apt's entry in its old form.</summary>
    public static AbsolutePath List(string name) => $"/etc/apt/sources.list.d/{name}.list";

    /// <summary>Apt's pin.</summary>
    public static AbsolutePath Pin(string name) => $"/etc/apt/preferences.d/{name}.pref";

    /// <summary>Apt's key.</summary>
    public static AbsolutePath AptKey(string name) => Keyrings / $"{name}.asc";

    /// <summary>Rpm's key.</summary>
    public static AbsolutePath RpmKey(string name) => RpmKeys / $"RPM-GPG-KEY-{name}";

    /// <summary>Yum's entry.</summary>
    public static AbsolutePath Yum(string name) => $"/etc/yum.repos.d/{name}.repo";

    /// <summary>Zypper's entry.</summary>
    public static AbsolutePath Zypper(string name) => $"/etc/zypp/repos.d/{name}.repo";

    /// <summary>All of them.</summary>
    /// <param name="name">The repository's name.</param>
    public static IEnumerable<AbsolutePath> All(string name) => [Sources(name), List(name), Pin(name), AptKey(name), RpmKey(name), Yum(name), Zypper(name)];

    /// <summary>Adds what has to change for an entry or a pin to be as declared.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="path">The file.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask PlanFileAsync(Plan plan, AbsolutePath path, string text, CancellationToken cancel) =>
        await new ManagedFile(path, FileContent.FromText(text), new FileMetadata(Mode, "root", "root")).PlanAsync(plan, cancel).ConfigureAwait(false);

    /// <summary>Adds what has to change for the key to be there, and says which file it is.</summary>
    /// <param name="want">The repository.</param>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="path">Where the key is kept.</param>
    /// <param name="check">The command that takes note of a new key, made from the path at which it is staged.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns>The file; not given where the repository has no key of its own.</returns>
    public static async ValueTask<AbsolutePath> PlanKeyAsync(
        RepositoryResource want, Plan plan, AbsolutePath path, Func<AbsolutePath, CommandText>? check, CancellationToken cancel)
    {
        if (want.KeyFile.IsGiven)
        {
            return await plan.System.StatAsync(want.KeyFile, follow: true, cancel).ConfigureAwait(false) is { IsFile: true }
                ? want.KeyFile
                : throw new ProviderException($"There is no key {want.KeyFile}. Declare above what brings it, or correct the path.");
        }

        if (await PublicKey.OfAsync(want, plan, path, cancel).ConfigureAwait(false) is not { } content)
        {
            return default;
        }

        foreach (var folder in new[] { path.Parent.Parent, path.Parent })
        {
            if (await plan.System.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is null)
            {
                plan.Change("create", null, folder, (system, stop) => system.CreateDirectoryAsync(folder, new FileMetadata(FolderMode, "root", "root"), stop));
            }
        }

        var have = await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        var metadata = new FileMetadata(Mode, "root", "root");
        if (have is { IsDirectory: true })
        {
            throw new ProviderException($"{path} is a directory, and the key has to be there. Remove it.");
        }

        if (have is not { IsFile: true } || content.Differs)
        {
            var before = have is { IsFile: true } ? have : null;
            var diff = await FileDiff.BetweenAsync(plan.System, path, before, content.Content, cancel).ConfigureAwait(false);
            plan.Change(have is null ? "create key" : "replace key", null, path, FileWriting.Of(path, content.Content, metadata, check), diff: diff);
        }
        else if (have.Mode != Mode)
        {
            plan.Change("chmod", have.Mode, Mode, (system, stop) => system.SetModeAsync(path, Mode, stop));
        }

        return path;
    }

    /// <summary>Adds the deletion of files that are there.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <param name="paths">The files.</param>
    public static async ValueTask PlanAbsenceAsync(Plan plan, CancellationToken cancel, params AbsolutePath[] paths)
    {
        foreach (var path in paths)
        {
            await ManagedFile.PlanAbsenceAsync(plan, path, effects: null, cancel).ConfigureAwait(false);
        }
    }
}
