using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Manages directories on any POSIX system.</summary>
[Provider<DirectoryResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixDirectoryProvider : Provider<DirectoryResource>
{
    private static readonly UnixMode NewMode = UnixMode.FromBits(0b111_101_101);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(DirectoryResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (want.Absent)
        {
            PlanAbsence(want, plan, have);
            return;
        }

        if (have is null)
        {
            await PlanNewAsync(want, plan, cancel).ConfigureAwait(false);
            return;
        }

        var path = want.Path;
        if (have.IsLink)
        {
            (path, have) = await ResolveAsync(want, plan, cancel).ConfigureAwait(false);
        }

        if (!have.IsDirectory)
        {
            throw new ProviderException($"{path} is {Word(have)}, not a directory. Declare host.File(\"{path}\").Absent() above if it may go, or correct the path.");
        }

        Ownership.AddChange(
            plan,
            path,
            have,
            await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false),
            want.Mode ?? default);
        if (want.Mode is { IsGiven: true } mode && mode != have.Mode)
        {
            AddMode(plan, path, have.Mode, mode);
        }

        if (want.Recursive)
        {
            var below = new DirectoryWalk(want, plan);
            await below.VisitAsync(path, cancel).ConfigureAwait(false);
            below.AddChanges();
        }
    }

    private static void PlanAbsence(DirectoryResource want, Plan plan, FileStatus? have)
    {
        var path = want.Path;
        if (SystemDirectories.Contains(path.Value))
        {
            throw new ProviderException($"{path} is a directory that the system stands on, and is not deleted. Name what in it should go.");
        }

        switch (have)
        {
            case null:
                break;
            case { IsDirectory: true }:
                plan.Change("delete", "a directory with all that is in it", null, (system, cancel) => system.DeleteAsync(path, recursive: true, cancel));
                break;
            case { IsLink: true }:
                throw new ProviderException($"{path} is a link, not a directory. Use host.Link(\"{path}\").Absent() to delete the link.");
            default:
                throw new ProviderException($"{path} is {Word(have)}, not a directory. Use host.File(\"{path}\").Absent() if it may go.");
        }
    }

    private static async ValueTask PlanNewAsync(DirectoryResource want, Plan plan, CancellationToken cancel)
    {
        var missing = new List<AbsolutePath>();
        for (var parent = want.Path.Parent; parent.IsGiven; parent = parent.Parent)
        {
            var have = await plan.System.StatAsync(parent, follow: true, cancel).ConfigureAwait(false);
            if (have is { IsDirectory: true })
            {
                break;
            }

            if (have is not null)
            {
                throw new ProviderException($"{parent} is {Word(have)}, not a directory, so that {want.Path} cannot be in it. Correct the path, or remove what is there.");
            }

            if (!want.Parents)
            {
                throw new ProviderException($"The directory {parent} does not exist. Declare host.Directory(\"{parent}\") above, or add .Parents().");
            }

            missing.Add(parent);
        }

        for (var i = missing.Count - 1; i >= 0; i--)
        {
            AddCreation(plan, missing[i], new FileMetadata(NewMode), "create parent");
        }

        var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        AddCreation(plan, want.Path, new FileMetadata(want.Mode is { IsGiven: true } mode ? mode : NewMode, owner, group), "create");
    }

    private static async ValueTask<(AbsolutePath Path, FileStatus Have)> ResolveAsync(DirectoryResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Recursive)
        {
            throw new ProviderException($"{want.Path} is a link, and Recursive follows none. Name the directory that it leads to.");
        }

        // Modes and owners are set on the directory itself: setting them on the link would change the link.
        var path = want.Path;
        for (var hops = 0; hops < 40; hops++)
        {
            var have = await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
            if (have is null)
            {
                throw new ProviderException($"{want.Path} is a link to {path}, which does not exist. Declare host.Directory(\"{path}\") above, or remove the link.");
            }

            if (!have.IsLink)
            {
                return (path, have);
            }

            var target = await plan.System.ReadLinkAsync(path, cancel).ConfigureAwait(false);
            path = System.IO.Path.GetFullPath(target, path.Parent.IsGiven ? path.Parent.Value : "/");
        }

        throw new ProviderException($"{want.Path} is a link that leads in a circle. Remove it.");
    }

    private static void AddCreation(Plan plan, AbsolutePath path, FileMetadata metadata, string action) =>
        plan.Change(
            action,
            null,
            action == "create" ? $"{metadata.Mode} {Ownership.Show(metadata.Owner, metadata.Group)}".TrimEnd() : $"{path} {metadata.Mode}",
            (system, cancel) => system.CreateDirectoryAsync(path, metadata, cancel));

    private static void AddMode(Plan plan, AbsolutePath path, UnixMode from, UnixMode to) =>
        plan.Change("chmod", from, to, (system, cancel) => system.SetModeAsync(path, to, cancel));

    private static string Word(FileStatus have) => have.IsFile ? "a file" : have.IsLink ? "a link" : "a device, socket or pipe";
}
