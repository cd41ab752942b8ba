namespace OpsMop;

/// <summary>Goes through what is below a directory and collects whose owners and modes are wrong.</summary>
internal sealed class DirectoryWalk(DirectoryResource want, Plan plan)
{
    private readonly List<(AbsolutePath Path, string? Owner, string? Group)> _owners = [];
    private readonly List<(AbsolutePath Path, UnixMode Mode)> _modes = [];

    /// <summary>Visits what is in a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="cancel">Stops the walk.</param>
    public async ValueTask VisitAsync(AbsolutePath directory, CancellationToken cancel)
    {
        foreach (var name in await plan.System.ListAsync(directory, cancel).ConfigureAwait(false))
        {
            cancel.ThrowIfCancellationRequested();
            var path = directory / name;
            if (plan.Claims.IsManaged(path) || await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { } have)
            {
                continue;
            }

            var (owner, group) = await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
            var changesHands = owner is not null || group is not null;
            if (changesHands)
            {
                _owners.Add((path, owner, group));
            }

            if ((have.IsDirectory ? want.Mode : have.IsFile ? want.FileMode : null) is { IsGiven: true } mode
                && (mode != have.Mode || (changesHands && Ownership.LosesRights(mode))))
            {
                _modes.Add((path, mode));
            }

            if (have.IsDirectory)
            {
                await VisitAsync(path, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Adds one change for the owners and one for the modes, whatever the number of paths.</summary>
    public void AddChanges()
    {
        if (_owners.Count > 0)
        {
            plan.Change("chown below", null, $"{Ownership.Show(want.Owner, want.Group)}: {PathNames.Of(want.Path, _owners.ConvertAll(one => one.Path))}", async (system, cancel) =>
            {
                foreach (var (path, owner, group) in _owners)
                {
                    await system.SetOwnerAsync(path, owner, group, cancel).ConfigureAwait(false);
                }
            });
        }

        if (_modes.Count > 0)
        {
            // A directory that loses a right is changed after what is in it, so that the agent of an ordinary user does not lock itself out.
            _modes.Reverse();
            plan.Change("chmod below", null, PathNames.Of(want.Path, _modes.ConvertAll(one => one.Path)), async (system, cancel) =>
            {
                foreach (var (path, mode) in _modes)
                {
                    await system.SetModeAsync(path, mode, cancel).ConfigureAwait(false);
                }
            });
        }
    }
}
