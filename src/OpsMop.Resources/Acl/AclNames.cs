namespace OpsMop;

/// <summary>The named entries that a policy declares, by the names that the host has for them.</summary>
/// <param name="Entries">The entries.</param>
internal sealed record AclNames(IReadOnlyDictionary<AclEntry, AclRights> Entries)
{
    /// <summary>Makes sure that there are such users and groups.</summary>
    /// <param name="want">What is declared.</param>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask<AclNames> ResolveAsync(AclResource want, ISystemReader system, CancellationToken cancel)
    {
        var entries = new Dictionary<AclEntry, AclRights>();
        foreach (var (isDefault, kind, declared) in new[]
        {
            (false, "user", want.User), (false, "group", want.Group), (true, "user", want.DefaultUser), (true, "group", want.DefaultGroup),
        })
        {
            foreach (var (name, rights) in declared ?? new Dictionary<string, string>())
            {
                entries[new AclEntry(isDefault, kind, await NameAsync(system, kind == "user", name, cancel).ConfigureAwait(false))] = AclRights.Of(rights);
            }
        }

        return new AclNames(entries);
    }

    private static async ValueTask<string> NameAsync(ISystemReader system, bool isUser, string name, CancellationToken cancel)
    {
        if (Ownership.IsNumber(name, out var id))
        {
            // getfacl says the name of a number that has one.
            var found = await SystemTool.QueryAsync(system, cancel, "getent", isUser ? "passwd" : "group", name).ConfigureAwait(false);
            var named = found.Succeeded ? found.Output.Split(':')[0] : "";
            return named.Length > 0 ? named : id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (isUser)
        {
            return await system.FindUserAsync(name, cancel).ConfigureAwait(false) is null ? throw Ownership.NoUser(name) : name;
        }

        return await system.FindGroupAsync(name, cancel).ConfigureAwait(false) is null ? throw Ownership.NoGroup(name) : name;
    }
}
