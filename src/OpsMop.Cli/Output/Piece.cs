namespace OpsMop.CommandLine.Output;

/// <summary>A part of a line.</summary>
/// <param name="Text">Its text, without line ends and control characters (see <see cref="Visible"/>).</param>
/// <param name="Tone">What it is.</param>
internal readonly record struct Piece(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Piece(string text) => new(text);
}
