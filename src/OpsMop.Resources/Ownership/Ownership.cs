using System.Globalization;

namespace OpsMop;

/// <summary>Who owns what is on a file system: compared by name, as policies say it; numbers are allowed.</summary>
internal static class Ownership
{
    /// <summary>What has to be set for a path to belong to whom it should; <see langword="null"/> where it does already.</summary>
    /// <param name="system">Where the path is.</param>
    /// <param name="have">The path as it is.</param>
    /// <param name="owner">The owner it should have; <see langword="null"/> for any.</param>
    /// <param name="group">The group it should have; <see langword="null"/> for any.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static ValueTask<(string? Owner, string? Group)> DifferenceAsync(
        ISystemReader system, FileStatus have, string? owner, string? group, CancellationToken cancel) =>
        (owner is null || owner == have.Owner) && (group is null || group == have.Group) ? default : CompareAsync(system, have, owner, group, cancel);

    /// <summary>Whom a new path is given to.</summary>
    /// <param name="system">Where the path will be.</param>
    /// <param name="owner">The owner that the policy names.</param>
    /// <param name="group">The group that the policy names.</param>
    /// <param name="user">The user of <c>As</c>: the owner where none is named, with that user's own group.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static ValueTask<(string? Owner, string? Group)> ForNewAsync(ISystemReader system, string? owner, string? group, string? user, CancellationToken cancel) =>
        owner is null && group is null && user is null ? default : ResolveAsync(system, owner, group, user, cancel);

    /// <summary>Adds the change of owners, if there is one.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="path">What changes hands.</param>
    /// <param name="have">The path as it is.</param>
    /// <param name="difference">What has to be set.</param>
    /// <param name="mode">The mode that the path must have afterwards, where one is declared.</param>
    /// <param name="made">Whether another change of this plan makes it: it is then only shown.</param>
    public static void AddChange(Plan plan, AbsolutePath path, FileStatus have, (string? Owner, string? Group) difference, UnixMode mode = default, bool made = false)
    {
        var (owner, group) = difference;
        if (owner is null && group is null)
        {
            return;
        }

        plan.Change(
            owner is null ? "chgrp" : "chown",
            from: Show(owner is null ? null : have.Owner, group is null ? null : have.Group),
            to: Show(owner, group),
            made ? static (_, _) => default : (system, cancel) => SetAsync(system, path, owner, group, mode, cancel));
    }

    /// <summary>Whether the kernel takes rights away when a file with this mode changes hands.</summary>
    public static bool LosesRights(UnixMode mode) => mode.HasSetUid || mode.HasSetGid;

    /// <summary>Owner and group as <c>chown</c> takes them.</summary>
    public static string Show(string? owner, string? group) => group is null ? owner ?? "" : owner is null ? group : $"{owner}:{group}";

    /// <summary>The failure that there is no such user.</summary>
    public static ProviderException NoUser(string name) => new($"There is no user \"{name}\". Declare host.User(\"{name}\") above, or correct the name.");

    /// <summary>The failure that there is no such group.</summary>
    public static ProviderException NoGroup(string name) => new($"There is no group \"{name}\". Declare host.Group(\"{name}\") above, or correct the name.");

    /// <summary>Whether a name is a number, which stands for itself and need not have an account.</summary>
    public static bool IsNumber(string name, out uint id) => uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private static async ValueTask SetAsync(ISystem system, AbsolutePath path, string? owner, string? group, UnixMode mode, CancellationToken cancel)
    {
        await system.SetOwnerAsync(path, owner, group, cancel).ConfigureAwait(false);
        if (LosesRights(mode))
        {
            await system.SetModeAsync(path, mode, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask<(string? Owner, string? Group)> CompareAsync(
        ISystemReader system, FileStatus have, string? owner, string? group, CancellationToken cancel)
    {
        string? setOwner = null, setGroup = null;
        if (owner is not null && owner != have.Owner)
        {
            if (IsNumber(owner, out var id))
            {
                setOwner = (await system.FindUserAsync(have.Owner, cancel).ConfigureAwait(false))?.Id == id ? null : owner;
            }
            else
            {
                setOwner = await system.FindUserAsync(owner, cancel).ConfigureAwait(false) is null ? throw NoUser(owner) : owner;
            }
        }

        if (group is not null && group != have.Group)
        {
            if (IsNumber(group, out var id))
            {
                setGroup = (await system.FindGroupAsync(have.Group, cancel).ConfigureAwait(false))?.Id == id ? null : group;
            }
            else
            {
                setGroup = await system.FindGroupAsync(group, cancel).ConfigureAwait(false) is null ? throw NoGroup(group) : group;
            }
        }

        return (setOwner, setGroup);
    }

    private static async ValueTask<(string? Owner, string? Group)> ResolveAsync(
        ISystemReader system, string? owner, string? group, string? user, CancellationToken cancel)
    {
        if (group is not null && !IsNumber(group, out _) && await system.FindGroupAsync(group, cancel).ConfigureAwait(false) is null)
        {
            throw NoGroup(group);
        }

        var name = owner ?? user;
        if (name is not null && !IsNumber(name, out _))
        {
            var account = await system.FindUserAsync(name, cancel).ConfigureAwait(false) ?? throw NoUser(name);
            if (owner is null && group is null)
            {
                group = account.GroupId.ToString(CultureInfo.InvariantCulture);
            }
        }

        return (name, group);
    }
}
