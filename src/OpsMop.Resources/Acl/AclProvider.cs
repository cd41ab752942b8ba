namespace OpsMop;

/// <summary>Manages POSIX access control lists with <c>getfacl</c> and <c>setfacl</c>.</summary>
[Provider<AclResource>("posix", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class AclProvider : Provider<AclResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(AclResource want, Plan plan, CancellationToken cancel)
    {
        if (await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false) is not { } have)
        {
            if (want.Absent)
            {
                return;
            }

            throw new ProviderException($"There is no {want.Path} on this host. Declare host.File(\"{want.Path}\") or host.Directory(\"{want.Path}\") above.");
        }

        if (have.IsLink)
        {
            throw new ProviderException(
                $"{want.Path} is a link, which has no list of its own. Declare that of what it leads to: {await plan.System.ReadLinkAsync(want.Path, cancel).ConfigureAwait(false)}.");
        }

        if (want.HasDefaults && !have.IsDirectory)
        {
            throw new ProviderException($"{want.Path} is no directory, and only directories have entries for what is made in them. Leave out what begins with Default.");
        }

        var names = await AclNames.ResolveAsync(want, plan.System, cancel).ConfigureAwait(false);
        var list = await AclTool.ReadAsync(plan.System, want.Path, have, cancel).ConfigureAwait(false);
        var steps = new AclSteps();
        steps.Add(want.Path, have, list, Wanted(want, names, list, have));
        if (steps.OnlyTheMask && want.Mask is null)
        {
            plan.Say(
                $"The mask of {want.Path} was changed, as chmod does. If a resource sets the mode, its digit for the group has to be that of the mask: "
                + $"{Wanted(want, names, list, have).ModeOf(have.Mode)}.");
        }

        if (want.Recursive && have.IsDirectory)
        {
            await VisitAsync(want, names, plan.System, steps, cancel).ConfigureAwait(false);
        }

        steps.AddChange(plan, want.Path, want.Absent);
    }

    private static async ValueTask VisitAsync(AclResource want, AclNames names, ISystemReader system, AclSteps steps, CancellationToken cancel)
    {
        var some = new List<(AbsolutePath Path, FileStatus Have)>();
        var open = new Stack<AbsolutePath>([want.Path]);
        while (open.TryPop(out var directory))
        {
            foreach (var name in await system.ListAsync(directory, cancel).ConfigureAwait(false))
            {
                cancel.ThrowIfCancellationRequested();
                var path = directory / name;
                if (await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { IsLink: false } have)
                {
                    continue;
                }

                some.Add((path, have));
                if (have.IsDirectory)
                {
                    open.Push(path);
                }

                if (some.Count == AclTool.AtOnce)
                {
                    await LookAsync().ConfigureAwait(false);
                }
            }
        }

        await LookAsync().ConfigureAwait(false);

        async ValueTask LookAsync()
        {
            if (some.Count == 0)
            {
                return;
            }

            var lists = await AclTool.ReadAllAsync(system, some, cancel).ConfigureAwait(false);
            for (var i = 0; i < some.Count; i++)
            {
                steps.Add(some[i].Path, some[i].Have, lists[i], Wanted(want, names, lists[i], some[i].Have));
            }

            some.Clear();
        }
    }

    /// <summary>The list that a path should have.</summary>
    private static AccessList Wanted(AclResource want, AclNames names, AccessList have, FileStatus status)
    {
        if (want.Absent)
        {
            var plain = AccessList.Of(status.Mode);
            plain[new(false, "group", "")] = have[new(false, "group", "")];
            return plain;
        }

        var list = have.Copy();
        var executable = status.IsDirectory || have.Entries.Any(entry => !entry.Key.IsDefault && entry.Key.Kind != "mask" && (entry.Value & 1) != 0);
        Declare(isDefault: false, want.OwningGroup, null, want.Mask, want.HasAccess);
        if (status.IsDirectory && want.HasDefaults)
        {
            foreach (var kind in (string[])["user", "group", "other"])
            {
                list[new(true, kind, "")] ??= have[new(false, kind, "")];
            }

            Declare(isDefault: true, want.DefaultOwningGroup, want.DefaultOthers, want.DefaultMask, said: true);
        }
        else if (want.Exact)
        {
            foreach (var (entry, _) in have.Entries.Where(entry => entry.Key.IsDefault))
            {
                list[entry] = null;
            }
        }

        return list;

        void Declare(bool isDefault, string? group, string? others, string? mask, bool said)
        {
            var declared = names.Entries.Where(entry => entry.Key.IsDefault == isDefault).ToList();
            foreach (var (entry, rights) in declared)
            {
                list[entry] = rights.For(executable);
            }

            if (group is not null)
            {
                list[new(isDefault, "group", "")] = AclRights.Of(group).For(executable);
            }

            if (others is not null)
            {
                list[new(isDefault, "other", "")] = AclRights.Of(others).For(executable);
            }

            if (want.Exact)
            {
                foreach (var entry in list.Named(isDefault).Except(declared.Select(one => one.Key)))
                {
                    list[entry] = null;
                    said = true;
                }
            }

            // Of what nothing is said, the mask stays as it is.
            var key = new AclEntry(isDefault, "mask", "");
            if (mask is not null)
            {
                list[key] = AclRights.Of(mask).For(executable);
            }
            else if (said && (list[key] is not null || list.Named(isDefault).Count > 0))
            {
                list[key] = list.Union(isDefault);
            }
        }
    }
}
