namespace OpsMop;

/// <summary>Manages symbolic links on any POSIX system.</summary>
[Provider<LinkResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixLinkProvider : Provider<LinkResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(LinkResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (want.Absent)
        {
            if (have is { IsLink: false })
            {
                throw new ProviderException(have.IsDirectory
                    ? $"{want.Path} is a directory, not a link. Use host.Directory(\"{want.Path}\").Absent() if it and all that is in it may go."
                    : $"{want.Path} is a file, not a link. Use host.File(\"{want.Path}\").Absent() if it may go.");
            }

            if (have is not null)
            {
                AddDeletion(plan, want.Path, await plan.System.ReadLinkAsync(want.Path, cancel).ConfigureAwait(false));
            }

            return;
        }

        if (have is { IsLink: true })
        {
            var target = await plan.System.ReadLinkAsync(want.Path, cancel).ConfigureAwait(false);
            var owners = await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
            if (target != want.Target)
            {
                AddLink(plan, want, "link", target, owners.Owner ?? have.Owner, owners.Group ?? have.Group);
            }

            Ownership.AddChange(plan, want.Path, have, owners, made: target != want.Target);
            return;
        }

        string? from = null;
        if (have is not null)
        {
            from = have.IsDirectory
                ? throw new ProviderException($"{want.Path} is a directory, and a link does not replace it. Declare host.Directory(\"{want.Path}\").Absent() above if it and all that is in it may go.")
                : !want.Force
                ? throw new ProviderException($"{want.Path} is a file, not a link. Add .Force() if it may be replaced, or correct the path.")
                : "a file";
        }
        else if (await plan.System.StatAsync(want.Path.Parent, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            throw new ProviderException($"The directory {want.Path.Parent} does not exist. Declare host.Directory(\"{want.Path.Parent}\") above.");
        }

        var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        AddLink(plan, want, have is null ? "create" : "replace", from, owner, group);
    }

    private static void AddLink(Plan plan, LinkResource want, string action, string? from, string? owner, string? group)
    {
        var (path, target) = (want.Path, want.Target!);
        plan.Change(action, from, target, (system, cancel) => system.CreateLinkAsync(path, target, owner, group, cancel));
    }

    private static void AddDeletion(Plan plan, AbsolutePath path, string target) =>
        plan.Change("delete", target, null, (system, cancel) => system.DeleteAsync(path, recursive: false, cancel));
}
