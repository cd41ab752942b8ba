using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OpsMop.Push.Inventories;

/// <summary>The lines of a part of a file, by paths from that part: a view, so that ten thousand hosts need not copy theirs.</summary>
/// <param name="all">The lines of the file.</param>
/// <param name="path">The path of the part.</param>
/// <param name="part">The part.</param>
internal sealed class LinesBelow(IReadOnlyDictionary<string, int> all, string path, JsonElement part) : IReadOnlyDictionary<string, int>
{
    private readonly string _prefix = path.Length == 0 ? "" : path + ".";

    public IEnumerable<string> Keys => Paths("", part).Where(ContainsKey);

    public IEnumerable<int> Values => Keys.Select(key => this[key]);

    public int Count => Keys.Count();

    public int this[string key] => all[_prefix + key];

    public bool ContainsKey(string key) => all.ContainsKey(_prefix + key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out int value) => all.TryGetValue(_prefix + key, out value);

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<string> Paths(string at, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Below(at.Length == 0 ? member.Name : $"{at}.{member.Name}", member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Below($"{at}[{i}]", item)),
        _ => [],
    };

    private static IEnumerable<string> Below(string path, JsonElement element) => Paths(path, element).Prepend(path);
}
