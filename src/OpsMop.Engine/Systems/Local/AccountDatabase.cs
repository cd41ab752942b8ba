using System.Collections.Concurrent;
using System.Globalization;

namespace OpsMop.Engine.Systems;

/// <summary>
/// Users and groups of a system. What was found is kept until <see cref="Forget"/>, since a run asks for the same few owners
/// thousands of times and a directory service answers each in milliseconds. That a name does not exist is never kept.
/// </summary>
internal abstract class AccountDatabase
{
    private Known _known = new();

    /// <summary>Reads names anew from now on: a process or a write may have changed them.</summary>
    internal virtual void Forget() => _known = new Known();

    internal string UserName(uint id)
    {
        var known = _known;
        if (!known.UserNames.TryGetValue(id, out var name))
        {
            name = LookUpUser(id)?.Name ?? id.ToString(CultureInfo.InvariantCulture);
            known.UserNames[id] = name;
        }

        return name;
    }

    internal string GroupName(uint id)
    {
        var known = _known;
        if (!known.GroupNames.TryGetValue(id, out var name))
        {
            name = LookUpGroup(id)?.Name ?? id.ToString(CultureInfo.InvariantCulture);
            known.GroupNames[id] = name;
        }

        return name;
    }

    /// <summary>The number of a user given by name or number; the agent's own where not given. A name of digits that exists is a name, as for chown.</summary>
    internal uint UserId(string? nameOrNumber, string path)
    {
        if (nameOrNumber is null)
        {
            return Libc.EffectiveUser;
        }

        var known = _known;
        if (!known.UserIds.TryGetValue(nameOrNumber, out var id))
        {
            id = LookUpUser(nameOrNumber)?.Id ?? Number(nameOrNumber) ?? throw Unknown("user", nameOrNumber, path);
            known.UserIds[nameOrNumber] = id;
        }

        return id;
    }

    /// <summary>The number of a group given by name or number; the agent's own where not given.</summary>
    internal uint GroupId(string? nameOrNumber, string path)
    {
        if (nameOrNumber is null)
        {
            return Libc.EffectiveGroup;
        }

        var known = _known;
        if (!known.GroupIds.TryGetValue(nameOrNumber, out var id))
        {
            id = LookUpGroup(nameOrNumber)?.Id ?? Number(nameOrNumber) ?? throw Unknown("group", nameOrNumber, path);
            known.GroupIds[nameOrNumber] = id;
        }

        return id;
    }

    internal abstract UserAccount? LookUpUser(string name);

    internal abstract UserAccount? LookUpUser(uint id);

    internal abstract GroupAccount? LookUpGroup(string name);

    internal abstract GroupAccount? LookUpGroup(uint id);

    // 4294967295 means "leave it" to chown, and is nobody's number.
    private static uint? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != uint.MaxValue ? id : null;

    private static SystemFaultException Unknown(string kind, string name, string path) =>
        new(
            SystemFault.UnknownAccount,
            $"{kind}:{name}",
            $"The {kind} '{name}', to whom {path} is to belong, does not exist. Declare the {kind} before it, or correct the name.");

    private sealed class Known
    {
        internal ConcurrentDictionary<uint, string> UserNames { get; } = new();

        internal ConcurrentDictionary<uint, string> GroupNames { get; } = new();

        internal ConcurrentDictionary<string, uint> UserIds { get; } = new(StringComparer.Ordinal);

        internal ConcurrentDictionary<string, uint> GroupIds { get; } = new(StringComparer.Ordinal);
    }
}
