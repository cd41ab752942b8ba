using System.Collections;

namespace OpsMop.Engine.Checking;

/// <summary>The groups of a host that nobody described: none. Who reads them is written down.</summary>
/// <param name="facts">Writes it down.</param>
internal sealed class SampleGroups(SampleFacts facts) : IReadOnlyList<string>
{
    public int Count
    {
        get
        {
            facts.Note("host.Groups");
            return 0;
        }
    }

    public string this[int index]
    {
        get
        {
            facts.Note("host.Groups");
            throw new ArgumentOutOfRangeException(nameof(index), "The host is in no group.");
        }
    }

    public IEnumerator<string> GetEnumerator()
    {
        facts.Note("host.Groups");
        return Enumerable.Empty<string>().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
