namespace OpsMop;

/// <summary>A directory that a program fills, such as a checkout, whose files all belong to one user.</summary>
internal static class OwnedTree
{
    /// <summary>
    /// Who runs the program in a directory that is there: whoever owns it, since what stands in it may decide what the program runs. <see langword="null"/> for
    /// the agent's user where the owner has no account.
    /// </summary>
    /// <param name="system">Where.</param>
    /// <param name="have">The directory as it is.</param>
    /// <param name="cancel">Cancels the question.</param>
    public static async ValueTask<string?> RunnerAsync(ISystemReader system, FileStatus have, CancellationToken cancel) =>
        await system.FindUserAsync(have.Owner, cancel).ConfigureAwait(false) is null ? null : have.Owner;

    /// <summary>Adds the change of owners of everything in it, where the directory itself is not as it should be.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="path">The directory.</param>
    /// <param name="have">The directory as it is.</param>
    /// <param name="owner">The owner it should have; <see langword="null"/> for any.</param>
    /// <param name="group">The group it should have; <see langword="null"/> for any.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns>Whether the owner changes.</returns>
    public static async ValueTask<bool> PlanAsync(Plan plan, AbsolutePath path, FileStatus have, string? owner, string? group, CancellationToken cancel)
    {
        var (newOwner, newGroup) = await Ownership.DifferenceAsync(plan.System, have, owner, group, cancel).ConfigureAwait(false);
        if (newOwner is null && newGroup is null)
        {
            return false;
        }

        plan.Change(
            newOwner is null ? "chgrp all" : "chown all",
            Ownership.Show(newOwner is null ? null : have.Owner, newGroup is null ? null : have.Group),
            Ownership.Show(newOwner, newGroup),
            async (system, stop) =>
            {
                // The directory itself, so that a plan knows; it comes last, so that a run that is cut off begins again.
                await GiveAsync(system, path, owner, group, stop).ConfigureAwait(false);
                await system.SetOwnerAsync(path, newOwner, newGroup, stop).ConfigureAwait(false);
            });
        return newOwner is not null;
    }

    /// <summary>Gives everything in it to somebody. Links are not followed.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The directory.</param>
    /// <param name="owner">The owner; <see langword="null"/> leaves it.</param>
    /// <param name="group">The group; <see langword="null"/> leaves it.</param>
    /// <param name="cancel">Ends it.</param>
    public static ValueTask GiveAsync(ISystem system, AbsolutePath path, string? owner, string? group, CancellationToken cancel) =>
        SystemTool.RunAsync(system, cancel, "chown", "-R", "-h", $"{owner}{(group is null ? "" : ":" + group)}", path.Value);
}
