using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Takes away what is below a directory and declared by nobody.</summary>
internal sealed class DirectoryPurge(DirectoryResource want, Plan plan)
{
    /// <summary>Adds the deletions.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="cancel">Stops the walk.</param>
    public async ValueTask PlanAsync(AbsolutePath directory, CancellationToken cancel)
    {
        if (SystemDirectories.Contains(directory.Value))
        {
            throw new ProviderException($"{directory} is a directory that the system stands on, and is not purged. Name the directory in it that is yours.");
        }

        foreach (var (path, have) in (await VisitAsync(directory, "", cancel).ConfigureAwait(false)).Gone)
        {
            Undeclared.AddDeletion(plan, path, have);
        }
    }

    /// <summary>What goes of a directory, and whether anything in it stays.</summary>
    private async ValueTask<(List<(AbsolutePath Path, FileStatus Have)> Gone, bool Stays)> VisitAsync(AbsolutePath directory, string below, CancellationToken cancel)
    {
        var gone = new List<(AbsolutePath, FileStatus)>();
        var stays = false;
        foreach (var name in await plan.System.ListAsync(directory, cancel).ConfigureAwait(false))
        {
            cancel.ThrowIfCancellationRequested();
            var path = directory / name;
            if (plan.Claims.IsManaged(path) || Undeclared.IsExcepted(want.Except, below + name))
            {
                stays = true;
                continue;
            }

            if (await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { } have)
            {
                continue;
            }

            // A directory goes as one, unless something in it stays.
            if (have.IsDirectory && await VisitAsync(path, below + name + "/", cancel).ConfigureAwait(false) is { Stays: true, Gone: var inside })
            {
                gone.AddRange(inside);
                stays = true;
            }
            else
            {
                gone.Add((path, have));
            }
        }

        return (gone, stays || plan.Claims.ContainsBelow(directory));
    }
}
