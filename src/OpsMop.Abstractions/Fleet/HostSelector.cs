using System.Text.RegularExpressions;
using OpsMop.Parsing;
using Form = OpsMop.Parsing.HostPatternTerm.Form;
using Operation = OpsMop.Parsing.HostPatternTerm.Operation;

namespace OpsMop;

/// <summary>Finds the hosts of a pattern: first all that is added, then what is kept, then what goes, wherever it stands.</summary>
internal sealed class HostSelector(Inventory inventory, HostSets sets)
{
    private readonly List<string> _errors = [];

    public HostSelection Select(IReadOnlyList<HostPatternTerm> terms)
    {
        var selected = new List<InventoryHost>();
        var isIn = new bool[inventory.Hosts.Count];
        var hasUnion = terms.Any(term => term.Does == Operation.Union);
        foreach (var host in hasUnion ? terms.Where(term => term.Does == Operation.Union).SelectMany(HostsOf) : inventory.Hosts)
        {
            if (!isIn[host.Order])
            {
                isIn[host.Order] = true;
                selected.Add(host);
            }
        }

        foreach (var term in terms.Where(term => term.Does == Operation.Intersection))
        {
            var kept = new bool[isIn.Length];
            foreach (var host in HostsOf(term))
            {
                kept[host.Order] = true;
            }

            selected.RemoveAll(host => !kept[host.Order]);
        }

        foreach (var term in terms.Where(term => term.Does == Operation.Exclusion))
        {
            var gone = new bool[isIn.Length];
            foreach (var host in HostsOf(term))
            {
                gone[host.Order] = true;
            }

            selected.RemoveAll(host => gone[host.Order]);
        }

        return _errors.Count == 0 ? new(selected, []) : new([], _errors);
    }

    private IEnumerable<string> KnownNames => inventory.Groups.Select(group => group.Name).Concat(inventory.Hosts.Select(host => host.Name));

    private IReadOnlyList<InventoryHost> HostsOf(HostPatternTerm term)
    {
        switch (term.Kind)
        {
            case Form.All:
                return inventory.Hosts;
            case Form.Name:
                return Named(term.Text) ?? Wrong($"There is no host and no group '{term.Text}'.{Suggestion.DidYouMean(term.Text, KnownNames)}");
            case Form.Glob:
                return Matching(term.Text) is var hosts && (hosts.Count > 0 || MayBeEmpty(term)) ? hosts : NoMatch(term);
            case Form.Regex:
                return Expressed(term);
            case Form.Range:
                var named = term.Names!.SelectMany(name => Glob.IsPattern(name) ? Matching(name) : Named(name) ?? []).ToList();
                return named.Count > 0 || MayBeEmpty(term) ? named : Wrong($"There is no host '{term.Text}': none of {Ends(term.Names!)}.{Suggestion.DidYouMean(term.Names![0], KnownNames)}");
            case Form.Index:
                return Counted(term);
            default:
                return OfSet(term);
        }
    }

    private static bool MayBeEmpty(HostPatternTerm term) => term.Does != Operation.Union;

    private static string Ends(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{names[0]} to {names[^1]}";

    private IReadOnlyList<InventoryHost> NoMatch(HostPatternTerm term)
    {
        var bare = new string([.. term.Text.Where(c => c is not ('*' or '?'))]);
        return Wrong($"'{term.Text}' matches no host and no group.{Suggestion.DidYouMean(bare, KnownNames)}");
    }

    private IReadOnlyList<InventoryHost> Wrong(string error)
    {
        _errors.Add(error);
        return [];
    }

    private IReadOnlyList<InventoryHost>? Named(string name) =>
        inventory.FindGroup(name)?.Hosts ?? (inventory.FindHost(name) is { } host ? [host] : null);

    /// <summary>The hosts of the groups whose names match, and those whose own do.</summary>
    private List<InventoryHost> Matching(string glob) => Matching(Glob.Matcher(glob));

    private List<InventoryHost> Matching(Func<string, bool> matches) =>
    [
        .. inventory.Groups.Where(group => matches(group.Name)).SelectMany(group => group.Hosts),
        .. inventory.Hosts.Where(host => matches(host.Name)),
    ];

    private IReadOnlyList<InventoryHost> Expressed(HostPatternTerm term)
    {
        var expression = HostPatternParser.RegexOf(term.Text);
        try
        {
            var hosts = Matching(expression.IsMatch);
            return hosts.Count > 0 || MayBeEmpty(term) ? hosts : Wrong($"The regular expression '~{term.Text}' matches the beginning of no host's and no group's name.");
        }
        catch (RegexMatchTimeoutException)
        {
            return Wrong($"The regular expression '~{term.Text}' takes too long; write it without nested repetitions.");
        }
    }

    private IReadOnlyList<InventoryHost> Counted(HostPatternTerm term)
    {
        var hosts = term.Counted is "all" or "*" ? inventory.Hosts
            : Glob.IsPattern(term.Counted) ? Distinct(Matching(term.Counted))
            : Named(term.Counted);
        if (hosts is null or { Count: 0 } && term.Names is { } names && (hosts is null || Glob.IsPattern(term.Counted)))
        {
            var named = names.SelectMany(name => Glob.IsPattern(name) ? Matching(name) : Named(name) ?? []).ToList();
            return named.Count > 0 || MayBeEmpty(term)
                ? named
                : Wrong($"There is no group '{term.Counted}' to take a part of, and no host of {Ends(names)}.{Suggestion.DidYouMean(term.Counted, KnownNames)}");
        }

        if (hosts is null)
        {
            return Wrong($"There is no host and no group '{term.Counted}'.{Suggestion.DidYouMean(term.Counted, KnownNames)}");
        }

        var first = Place(term.First ?? 0);
        var last = Math.Min(Place(term.Last ?? hosts.Count - 1), hosts.Count - 1);
        if (first >= hosts.Count || last < 0 || first > last || (first < 0 && term.First == term.Last))
        {
            return Wrong($"'{term.Text}' is none of the {hosts.Count} hosts of {term.Counted}; the first is {term.Counted}[0], the last {term.Counted}[-1].");
        }

        return [.. hosts.Skip(Math.Max(0, first)).Take(last - Math.Max(0, first) + 1)];

        int Place(int place) => place < 0 ? hosts.Count + place : place;
    }

    private static List<InventoryHost> Distinct(List<InventoryHost> hosts) => [.. hosts.Distinct()];

    private IReadOnlyList<InventoryHost> OfSet(HostPatternTerm term)
    {
        if (sets.Named.TryGetValue(term.Text, out var names))
        {
            return [.. names().Select(inventory.FindHost).OfType<InventoryHost>()];
        }

        string[] lines;
        try
        {
            var file = Path.Combine(sets.Folder ?? Environment.CurrentDirectory, term.Text);
            if (!File.Exists(file))
            {
                var known = sets.Named.Keys.Order(StringComparer.Ordinal).ToList();
                return Wrong(
                    $"There is no set of hosts '@{term.Text}', and no file {term.Text}."
                    + (Suggestion.Nearest(term.Text, known) is { } nearest ? $" Did you mean '@{nearest}'?"
                        : known.Count > 0 ? $" The sets are {string.Join(", ", known.Select(name => "@" + name))}." : ""));
            }

            lines = File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Wrong($"The file of '@{term.Text}' cannot be read: {exception.Message}");
        }

        var hosts = new List<InventoryHost>();
        for (var i = 0; i < lines.Length; i++)
        {
            var name = lines[i].Trim();
            if (name.Length == 0 || name[0] == '#')
            {
                continue;
            }

            if (inventory.FindHost(name) is { } host)
            {
                hosts.Add(host);
            }
            else
            {
                Wrong($"{term.Text}({i + 1}): there is no host '{name}'.{Suggestion.DidYouMean(name, inventory.Hosts.Select(known => known.Name))}");
            }
        }

        return hosts;
    }
}
