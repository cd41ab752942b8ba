namespace OpsMop.Engine.Systems;

/// <summary>What the changes planned so far set and may create, in the order in which they were planned.</summary>
internal sealed class PendingEffects
{
    // Where a program is looked up when only its name is known.
    private static readonly string[] ProgramFolders = ["/usr/local/sbin/", "/usr/local/bin/", "/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (object? Value, long Sequence)> _set = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Possibility> _exact = new(StringComparer.Ordinal);
    private Possibility[] _prefixes = [];
    private Possibility[] _opaque = [];
    private volatile int _setCount;
    private volatile int _possibleCount;

    /// <summary>Whether nothing may be created: the whole cost of taints in a plan that has none.</summary>
    internal bool NothingPossible => _possibleCount == 0;

    internal bool NothingSet => _setCount == 0;

    internal void Add(Effects effects, string cause, bool opaque, long sequence)
    {
        lock (_gate)
        {
            foreach (var (key, value) in effects.Values)
            {
                _set[key] = (value, sequence);
                _setCount = _set.Count;
            }

            foreach (var pattern in effects.Possible)
            {
                if (pattern == "*")
                {
                    opaque = true;
                }
                else if (pattern.EndsWith('*'))
                {
                    _prefixes = [.. _prefixes, new(pattern[..^1], cause, sequence)];
                }
                else
                {
                    _exact[pattern] = new(pattern, cause, sequence);
                }

                _possibleCount++;
            }

            if (opaque)
            {
                _opaque = [.. _opaque, new("", cause, sequence)];
                _possibleCount++;
            }
        }
    }

    internal bool TryGetSet(string key, out object? value, out long sequence)
    {
        lock (_gate)
        {
            var found = _set.TryGetValue(key, out var entry);
            (value, sequence) = entry;
            return found;
        }
    }

    /// <summary>Who may make a key exist, among the changes planned after <paramref name="since"/>; <see langword="null"/> for nobody.</summary>
    internal string? WhoMayCreate(string key, long since, IReadOnlySet<string>? opaqueCauses)
    {
        lock (_gate)
        {
            var isPath = key.StartsWith('/');
            for (var part = key; part.Length > 1; part = MemoryTree.ParentOf(part))
            {
                // An exact path may turn out to be a directory, with anything in it.
                if (_exact.TryGetValue(part, out var exact) && exact.Sequence > since)
                {
                    return exact.Cause;
                }

                if (!isPath)
                {
                    break;
                }
            }

            foreach (var prefix in _prefixes)
            {
                // What creates /etc/nginx/conf.d/x has created /etc/nginx.
                if (prefix.Sequence > since && (key.StartsWith(prefix.Pattern, StringComparison.Ordinal) || isPath && IsUnder(prefix.Pattern, key)))
                {
                    return prefix.Cause;
                }
            }

            if (isPath)
            {
                foreach (var exact in _exact.Values)
                {
                    if (exact.Sequence > since && IsUnder(exact.Pattern, key))
                    {
                        return exact.Cause;
                    }
                }
            }
        }

        return WhoMayDoAnything(since, opaqueCauses);
    }

    /// <summary>The opaque change among those that count, planned after <paramref name="since"/>; <see langword="null"/> for none.</summary>
    internal string? WhoMayDoAnything(long since, IReadOnlySet<string>? opaqueCauses)
    {
        if (opaqueCauses is { Count: > 0 })
        {
            foreach (var opaque in Volatile.Read(ref _opaque))
            {
                if (opaque.Sequence > since && opaqueCauses.Contains(opaque.Cause))
                {
                    return opaque.Cause;
                }
            }
        }

        return null;
    }

    /// <summary>Who may bring a program that was not found.</summary>
    internal string? WhoMayBring(string program, IReadOnlySet<string>? opaqueCauses)
    {
        if (program.Contains('/'))
        {
            return WhoMayCreate(program, 0, opaqueCauses);
        }

        foreach (var folder in ProgramFolders)
        {
            if (WhoMayCreate(folder + program, 0, opaqueCauses) is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    private static bool IsUnder(string path, string folder) =>
        path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);

    private readonly record struct Possibility(string Pattern, string Cause, long Sequence);
}
