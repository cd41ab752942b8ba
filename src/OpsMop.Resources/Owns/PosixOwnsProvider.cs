using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Deletes what nobody declares, on any POSIX system.</summary>
[Provider<OwnsResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixOwnsProvider : Provider<OwnsResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(OwnsResource want, Plan plan, CancellationToken cancel)
    {
        var segments = want.Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is [] or [.., "**"] || Array.Exists(segments, segment => segment is ".." or "**"))
        {
            throw new ProviderException($"{want.Pattern} may hold neither .. nor **. Name the directory whose entries are owned, such as /etc/nginx/sites-enabled/*.");
        }

        await VisitAsync(want, plan, AbsolutePath.Root, segments, 0, cancel).ConfigureAwait(false);
    }

    private static async ValueTask VisitAsync(OwnsResource want, Plan plan, AbsolutePath folder, string[] segments, int depth, CancellationToken cancel)
    {
        var last = depth == segments.Length - 1;
        var segment = segments[depth];
        if (!last && !Glob.IsPattern(segment))
        {
            await VisitAsync(want, plan, folder / segment, segments, depth + 1, cancel).ConfigureAwait(false);
            return;
        }

        if (await plan.System.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            return;
        }

        foreach (var name in await plan.System.ListAsync(folder, cancel).ConfigureAwait(false))
        {
            if ((name[0] == '.' && segment[0] != '.') || !Glob.IsMatch(segment, name))
            {
                continue;
            }

            var path = folder / name;
            if (!last)
            {
                await VisitAsync(want, plan, path, segments, depth + 1, cancel).ConfigureAwait(false);
            }
            else if (!IsKept(want, plan, path) && await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is { } have
                && (!have.IsDirectory || want.Recursive || (await plan.System.ListAsync(path, cancel).ConfigureAwait(false)).Count == 0))
            {
                AddDeletion(plan, path, have);
            }
        }
    }

    private static bool IsKept(OwnsResource want, Plan plan, AbsolutePath path)
    {
        foreach (var kept in want.Except ?? [])
        {
            if (Glob.IsMatch(kept, path.Name))
            {
                return true;
            }
        }

        return plan.Claims.IsManaged(path) || plan.Claims.ContainsBelow(path);
    }

    private static void AddDeletion(Plan plan, AbsolutePath path, FileStatus have) =>
        plan.Change("delete", path, null, (system, cancel) => system.DeleteAsync(path, recursive: have.IsDirectory, cancel));
}
