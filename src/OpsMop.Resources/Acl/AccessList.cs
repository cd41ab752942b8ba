namespace OpsMop;

/// <summary>An access control list: what each entry allows.</summary>
internal sealed class AccessList
{
    private readonly Dictionary<AclEntry, int> _entries = [];

    private AccessList()
    {
    }

    /// <summary>The entries, in the order of <c>getfacl</c>.</summary>
    public IEnumerable<KeyValuePair<AclEntry, int>> Entries =>
        _entries.OrderBy(entry => entry.Key.IsDefault).ThenBy(entry => Order(entry.Key)).ThenBy(entry => entry.Key.Name, StringComparer.Ordinal);

    /// <summary>Whether it says more than a mode does.</summary>
    public bool IsExtended => _entries.Keys.Any(entry => entry.IsDefault || entry.Kind == "mask" || entry.Name.Length > 0);

    /// <summary>What an entry allows; <see langword="null"/> where it is not there.</summary>
    /// <param name="entry">The entry.</param>
    public int? this[AclEntry entry]
    {
        get => _entries.TryGetValue(entry, out var bits) ? bits : null;
        set
        {
            if (value is { } bits)
            {
                _entries[entry] = bits;
            }
            else
            {
                _entries.Remove(entry);
            }
        }
    }

    /// <summary>The list of a path that has only a mode.</summary>
    /// <param name="mode">The mode.</param>
    public static AccessList Of(UnixMode mode)
    {
        var list = new AccessList();
        list.Set(mode);
        return list;
    }

    /// <summary>The list of what is made in a directory, and then gets its mode.</summary>
    /// <param name="directory">The directory's list.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="isDirectory">Whether it is a directory itself, which hands on what it gets.</param>
    public static AccessList Inherited(AccessList directory, UnixMode mode, bool isDirectory)
    {
        var list = new AccessList();
        foreach (var (entry, bits) in directory._entries)
        {
            if (entry.IsDefault)
            {
                list[entry with { IsDefault = false }] = bits;
                list[entry] = isDirectory ? bits : null;
            }
        }

        list.Set(mode);
        return list;
    }

    /// <summary>Reads what <c>getfacl</c> says of one path.</summary>
    /// <param name="lines">Its lines.</param>
    public static AccessList Parse(IEnumerable<string> lines)
    {
        var list = new AccessList();
        foreach (var line in lines)
        {
            var isDefault = line.StartsWith("default:", StringComparison.Ordinal);
            if (line.Length > 0 && line[0] != '#' && line[(isDefault ? 8 : 0)..].Split(':') is [var kind, var name, var rights])
            {
                list[new AclEntry(isDefault, kind, AclEntry.Plain(name))] = AclRights.Of(rights).Bits;
            }
        }

        return list;
    }

    /// <summary>The same list, to be changed.</summary>
    public AccessList Copy()
    {
        var copy = new AccessList();
        foreach (var (entry, bits) in _entries)
        {
            copy._entries[entry] = bits;
        }

        return copy;
    }

    /// <summary>Does what <c>chmod</c> does: the group's digit is the mask, where there is one.</summary>
    /// <param name="mode">The mode.</param>
    public void Set(UnixMode mode)
    {
        this[new(false, "user", "")] = (mode.Bits >> 6) & 7;
        this[_entries.ContainsKey(new(false, "mask", "")) ? new(false, "mask", "") : new(false, "group", "")] = (mode.Bits >> 3) & 7;
        this[new(false, "other", "")] = mode.Bits & 7;
    }

    /// <summary>The mode that a path with this list shows.</summary>
    /// <param name="mode">The mode that it had; what is no right, such as the sticky bit, stays.</param>
    public UnixMode ModeOf(UnixMode mode) => UnixMode.FromBits(
        (mode.Bits & ~511)
        | ((this[new(false, "user", "")] ?? 0) << 6)
        | ((this[new(false, "mask", "")] ?? this[new(false, "group", "")] ?? 0) << 3)
        | (this[new(false, "other", "")] ?? 0));

    /// <summary>The names that have entries.</summary>
    /// <param name="isDefault">Whether those for what is made in the directory are meant.</param>
    public List<AclEntry> Named(bool isDefault) => [.. _entries.Keys.Where(entry => entry.IsDefault == isDefault && entry.Name.Length > 0)];

    /// <summary>The widest that its mask can be needed.</summary>
    /// <param name="isDefault">Whether the mask for what is made in the directory is meant.</param>
    public int Union(bool isDefault)
    {
        var bits = 0;
        foreach (var (entry, one) in _entries)
        {
            if (entry.IsDefault == isDefault && (entry.Kind == "group" || (entry.Kind == "user" && entry.Name.Length > 0)))
            {
                bits |= one;
            }
        }

        return bits;
    }

    private static int Order(AclEntry entry) => (entry.Kind, entry.Name.Length) switch
    {
        ("user", 0) => 0,
        ("user", _) => 1,
        ("group", 0) => 2,
        ("group", _) => 3,
        ("mask", _) => 4,
        _ => 5,
    };
}
