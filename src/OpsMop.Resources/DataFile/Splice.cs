using System.Text;

namespace OpsMop;

/// <summary>A piece of text that comes in the place of another.</summary>
/// <param name="Start">Where the other begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">What comes in its place.</param>
internal readonly record struct Splice(int Start, int Length, string Text)
{
    /// <summary>The text with its pieces changed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="splices">The pieces, none of which overlaps another.</param>
    public static string Apply(string text, IEnumerable<Splice> splices)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var splice in splices.OrderBy(one => one.Start))
        {
            result.Append(text, at, splice.Start - at).Append(splice.Text);
            at = splice.Start + splice.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
