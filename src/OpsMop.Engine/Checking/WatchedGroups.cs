using System.Collections;

namespace OpsMop.Engine.Checking;

/// <summary>The groups of a host, of which it is known whether somebody has looked at them.</summary>
/// <param name="groups">The groups.</param>
internal sealed class WatchedGroups(IReadOnlyList<string> groups) : IReadOnlyList<string>
{
    /// <summary>Whether somebody has.</summary>
    public bool WasRead { get; private set; }

    public int Count => Read().Count;

    public string this[int index] => Read()[index];

    public IEnumerator<string> GetEnumerator() => Read().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyList<string> Read()
    {
        WasRead = true;
        return groups;
    }
}
