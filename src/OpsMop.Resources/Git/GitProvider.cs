namespace OpsMop;

/// <summary>Manages checkouts with the program <c>git</c>, wherever there is one.</summary>
[Provider<GitResource>("git", Default = true, Proof = Proof.RealHost)]
public sealed class GitProvider : Provider<GitResource>
{
    // What was checked out last. It keeps a commit that is on no branch, and tells it from one that somebody has made here.
    private const string Mark = "refs/opsmop/version";

    private static readonly UnixMode NewMode = UnixMode.FromBits(0b111_101_101);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(GitResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsDirectory: false })
        {
            throw new ProviderException($"{want.Path} is a {(have.IsLink ? "link" : "file")}, and a checkout is a directory. Remove it, or correct the path.");
        }

        var isCheckout = have is not null && await plan.System.StatAsync(want.Path / ".git", follow: true, cancel).ConfigureAwait(false) is not null;
        if (want.Absent)
        {
            if (have is not null)
            {
                await PlanAbsenceAsync(want, plan, have, isCheckout, cancel).ConfigureAwait(false);
            }

            return;
        }

        var git = new GitTool(want);
        if (have is null || !isCheckout)
        {
            await PlanNewAsync(want, plan, git, have, cancel).ConfigureAwait(false);
            return;
        }

        var user = await OwnedTree.RunnerAsync(plan.System, have, cancel).ConfigureAwait(false);
        var state = (await plan.System.ObserveAsync(
            GitState.Key(want.Path),
            async (system, stop) => await LookAsync(want, git, system, user, untracked: false, stop).ConfigureAwait(false),
            cancel).ConfigureAwait(false))!;
        if (await OwnedTree.PlanAsync(plan, want.Path, have, want.Owner, want.Group, cancel).ConfigureAwait(false))
        {
            user = want.Owner;
        }

        await PlanChangesAsync(want, plan, git, state, user, cancel).ConfigureAwait(false);
    }

    private static async ValueTask PlanNewAsync(GitResource want, Plan plan, GitTool git, FileStatus? have, CancellationToken cancel)
    {
        if (have is null)
        {
            await FileWriting.RequireParentAsync(plan, want.Path, cancel).ConfigureAwait(false);
        }
        else if ((await plan.System.ListAsync(want.Path, cancel).ConfigureAwait(false)).Count > 0)
        {
            throw new ProviderException($"{want.Path} is a directory with files and no checkout of git. Move them away, or correct the path.");
        }

        var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        var user = want.Owner ?? (have is null ? null : await OwnedTree.RunnerAsync(plan.System, have, cancel).ConfigureAwait(false));
        var version = await ResolveAsync(want, plan, git, user, cancel).ConfigureAwait(false);
        var metadata = new FileMetadata(NewMode, owner, group);
        plan.Change(
            "clone",
            null,
            $"{want.Repository} {Show(want.Version, version.Commit)}",
            async (system, stop) =>
            {
                if (have is null)
                {
                    await system.CreateDirectoryAsync(want.Path, metadata, stop).ConfigureAwait(false);
                }
                else if (owner is not null || group is not null)
                {
                    await system.SetOwnerAsync(want.Path, owner, group, stop).ConfigureAwait(false);
                }

                await git.RunAsync(system, user, stop, "init", "--quiet", "--", want.Path.Value).ConfigureAwait(false);
                await git.RunAsync(system, user, stop, In(want, "remote", "add", RemoteOf(want), want.Repository!)).ConfigureAwait(false);
                await GoToAsync(want, git, system, user, version, force: true, stop).ConfigureAwait(false);
            },
            After(want, version.Commit).MayCreate(want.Path.Value + "/*"));
    }

    private static async ValueTask PlanChangesAsync(GitResource want, Plan plan, GitTool git, GitState state, string? user, CancellationToken cancel)
    {
        if (state.Remote != want.Repository)
        {
            plan.Change(
                "set remote",
                state.Remote,
                want.Repository,
                (system, stop) => state.Remote is null
                    ? git.RunAsync(system, user, stop, In(want, "remote", "add", RemoteOf(want), want.Repository!))
                    : git.RunAsync(system, user, stop, In(want, "remote", "set-url", RemoteOf(want), want.Repository!)),
                new Effects().Sets(GitState.Key(want.Path), state with { Remote = want.Repository }));
        }

        if (want.Update == false && state.Commit is not null)
        {
            return;
        }

        if (state.Modified.Count > 0 && !want.Force && state.Commit is not null)
        {
            throw new ProviderException(
                $"{want.Path} has changes of its own: {Listed(state.Modified)}. Commit and push them, undo them, or add .Force() if they may be lost.");
        }

        var version = state.Commit is { } commit && GitVersion.IsCommit(want.Version) && commit == want.Version
            ? new GitVersion(commit, null)
            : await ResolveAsync(want, plan, git, user, cancel).ConfigureAwait(false);
        if (state.Commit != version.Commit)
        {
            await RefuseLossAsync(want, plan, git, state, user, cancel).ConfigureAwait(false);
            plan.Change(
                "check out",
                state.Commit is null ? null : GitVersion.Short(state.Commit),
                Show(want.Version, version.Commit),
                (system, stop) => GoToAsync(want, git, system, user, version, want.Force || state.Commit is null, stop),
                After(want, version.Commit).MayCreate(want.Path.Value + "/*"));
        }
        else if (state.Modified.Count > 0)
        {
            plan.Change(
                "undo changes",
                Listed(state.Modified),
                null,
                (system, stop) => CheckOutAsync(want, git, system, user, version, force: true, stop),
                After(want, version.Commit));
        }
        else if (state.StaleSubmodules.Count > 0)
        {
            plan.Change(
                "update submodules",
                null,
                Listed(state.StaleSubmodules),
                (system, stop) => CheckOutAsync(want, git, system, user, version, want.Force, stop),
                After(want, version.Commit).MayCreate(want.Path.Value + "/*"));
        }
    }

    private static async ValueTask PlanAbsenceAsync(GitResource want, Plan plan, FileStatus have, bool isCheckout, CancellationToken cancel)
    {
        if (!isCheckout)
        {
            throw new ProviderException($"{want.Path} is no checkout of git. Use host.Directory(\"{want.Path}\").Absent() if it and all that is in it may go.");
        }

        string? commit = null;
        if (!want.Force)
        {
            var git = new GitTool(want);
            var user = await OwnedTree.RunnerAsync(plan.System, have, cancel).ConfigureAwait(false);
            var state = await LookAsync(want, git, plan.System, user, untracked: true, cancel).ConfigureAwait(false);
            commit = state.Commit;
            if (state.Modified.Count + state.Untracked.Count > 0)
            {
                throw new ProviderException(
                    $"{want.Path} has files that are nowhere else: {Listed([.. state.Modified, .. state.Untracked])}. Move them away, or add .Force() if they may be lost.");
            }

            await RefuseLossAsync(want, plan, git, state, user, cancel).ConfigureAwait(false);
        }

        plan.Change(
            "delete",
            commit is null ? "a checkout" : $"a checkout of {GitVersion.Short(commit)}",
            null,
            (system, stop) => system.DeleteAsync(want.Path, recursive: true, stop),
            new Effects().Sets(GitState.Key(want.Path), null));
    }

    /// <summary>Fetches a version and checks it out.</summary>
    private static async ValueTask GoToAsync(GitResource want, GitTool git, ISystem system, string? user, GitVersion version, bool force, CancellationToken cancel)
    {
        var remote = RemoteOf(want);
        var narrow = want.SingleBranch || want.Depth is not null;
        List<string> fetch = ["fetch", "--quiet", "--force"];
        if (want.Depth is { } depth)
        {
            fetch.Add($"--depth={depth}");
        }

        fetch.Add(narrow ? "--no-tags" : "--tags");
        fetch.Add(remote);
        if (!narrow)
        {
            fetch.Add($"+refs/heads/*:refs/remotes/{remote}/*");
        }

        var own = (narrow, version) switch
        {
            (true, { Branch: { } branch }) => $"+{version.Reference}:refs/remotes/{remote}/{branch}",
            (true, { IsTag: true }) => $"+{version.Reference}:{version.Reference}",
            (true, _) => $"+{version.Reference ?? version.Commit}:{Mark}",
            (false, { Branch: null, IsTag: false, Reference: not null and not "HEAD" }) => $"+{version.Reference}:{Mark}",
            _ => null,
        };
        if (own is not null)
        {
            fetch.Add(own);
        }

        await git.RunAsync(system, user, cancel, In(want, fetch)).ConfigureAwait(false);

        // A commit that is on no branch, or that a branch has left since it was asked for, is fetched by itself.
        if (!await git.TryAsync(system, user, cancel, In(want, "cat-file", "-e", version.Commit + "^{commit}")).ConfigureAwait(false))
        {
            await git.RunAsync(system, user, cancel, In(want, "fetch", "--quiet", "--no-tags", remote, $"+{version.Commit}:{Mark}")).ConfigureAwait(false);
        }

        await CheckOutAsync(want, git, system, user, version, force, cancel).ConfigureAwait(false);
    }

    private static async ValueTask CheckOutAsync(GitResource want, GitTool git, ISystem system, string? user, GitVersion version, bool force, CancellationToken cancel)
    {
        await git.RunAsync(system, user, cancel, In(want, "update-ref", Mark, version.Commit)).ConfigureAwait(false);
        List<string> checkout = force ? ["checkout", "--quiet", "--force"] : ["checkout", "--quiet"];
        await git.RunAsync(system, user, cancel, In(want, [.. checkout, "--detach", version.Commit])).ConfigureAwait(false);
        if (want.Submodules)
        {
            await git.RunAsync(system, user, cancel, In(want, "submodule", "--quiet", "sync", "--recursive")).ConfigureAwait(false);
            List<string> update = ["submodule", "--quiet", "update", "--init", "--recursive"];
            if (force)
            {
                update.Add("--force");
            }

            if (want.Depth is { } depth)
            {
                update.Add($"--depth={depth}");
            }

            await git.RunAsync(system, user, cancel, In(want, update)).ConfigureAwait(false);
        }

        // What git makes gets the primary group of the user who runs it.
        if (want.Group is not null)
        {
            await OwnedTree.GiveAsync(system, want.Path, want.Owner, want.Group, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask<GitState> LookAsync(GitResource want, GitTool git, ISystemReader system, string? user, bool untracked, CancellationToken cancel)
    {
        var path = want.Path.Value;
        var submodules = want.Submodules || want.Absent;
        var status = await git.AskAsync(
            system,
            user,
            cancel,
            "-C", path, "status", "--porcelain=v2", "--branch", "-z",
            untracked ? "--untracked-files=normal" : "--untracked-files=no",
            submodules ? "--ignore-submodules=none" : "--ignore-submodules=all").ConfigureAwait(false);
        var state = GitState.Parse(status, submodules);
        var remote = await git.QueryAsync(system, user, cancel, "-C", path, "config", "--local", "--get", $"remote.{RemoteOf(want)}.url").ConfigureAwait(false);
        List<string> stale = [];
        if (want.Submodules && state.Commit is not null)
        {
            var submodulesThere = await git.AskAsync(system, user, cancel, "-C", path, "submodule", "status", "--recursive").ConfigureAwait(false);
            foreach (var line in submodulesThere.Split('\n'))
            {
                // -commit path, for one that is not checked out; +commit path (name), for one at another commit.
                if (line is ['-' or '+', ..] && line.Split(' ', 3) is [_, var module, ..])
                {
                    stale.Add(module);
                }
            }
        }

        return state with { Remote = remote.Succeeded ? remote.Output.TrimEnd('\n') : null, StaleSubmodules = stale };
    }

    private static async ValueTask<GitVersion> ResolveAsync(GitResource want, Plan plan, GitTool git, string? user, CancellationToken cancel)
    {
        var repository = want.Repository!;
        string[] question = ["ls-remote", "--quiet", "--", repository, .. GitVersion.Names(want.Version)];
        var listing = await git.QueryAsync(plan.System, user, cancel, question).ConfigureAwait(false);
        if (!listing.Succeeded)
        {
            throw SystemTool.Failure($"The repository {repository} cannot be read. Correct its address, or let this host reach it. git ls-remote", listing);
        }

        if (GitVersion.Find(want.Version, listing.Output) is { } version)
        {
            return version;
        }

        var all = await git.AskAsync(plan.System, user, cancel, "ls-remote", "--quiet", "--heads", "--tags", "--", repository).ConfigureAwait(false);
        throw GitVersion.Unknown(want.Version, repository, all);
    }

    /// <summary>Fails where commits would be lost: those that no other branch, tag or remote has.</summary>
    private static async ValueTask RefuseLossAsync(GitResource want, Plan plan, GitTool git, GitState state, string? user, CancellationToken cancel)
    {
        if (want.Force || state.Commit is null || (!state.IsDetached && !want.Absent))
        {
            return;
        }

        string[] lost = want.Absent ? ["--branches", "HEAD", "--not"] : ["HEAD", "--not", "--branches"];
        var commits = await git.AskAsync(
            plan.System,
            user,
            cancel,
            ["-C", want.Path.Value, "log", "--oneline", "--max-count=20", .. lost, "--remotes", "--tags", "--glob=refs/opsmop/*", "--"]).ConfigureAwait(false);
        List<string> all = [.. commits.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        string[] stash = ["-C", want.Path.Value, "rev-parse", "--verify", "--quiet", "refs/stash"];
        if (want.Absent && (await git.QueryAsync(plan.System, user, cancel, stash).ConfigureAwait(false)).Succeeded)
        {
            all.Add("what git stash has put away");
        }

        if (all.Count > 0)
        {
            throw new ProviderException($"{want.Path} has commits that are nowhere else: {Listed(all)}. Push them, or add .Force() if they may be lost.");
        }
    }

    private static Effects After(GitResource want, string commit) =>
        new Effects().Sets(GitState.Key(want.Path), new GitState(commit, IsDetached: true, want.Repository, [], [], []));

    private static string[] In(GitResource want, params IReadOnlyList<string> arguments) => ["-C", want.Path.Value, .. arguments];

    private static string RemoteOf(GitResource want) => want.Remote ?? "origin";

    private static string Show(string? version, string commit) =>
        GitVersion.IsCommit(version) ? GitVersion.Short(commit) : $"{version ?? "HEAD"} ({GitVersion.Short(commit)})";

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} and {names.Count - 5} more";
}
