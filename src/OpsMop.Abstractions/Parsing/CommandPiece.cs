namespace OpsMop.Parsing;

/// <summary>A piece of a word of a command: literal text, or a hole by its number among the holes.</summary>
internal readonly struct CommandPiece
{
    private CommandPiece(string? literal, int hole)
    {
        Literal = literal;
        Hole = hole;
    }

    /// <summary>The text with its quotes taken off; <see langword="null"/> for a hole.</summary>
    public string? Literal { get; }

    /// <summary>The number of the hole, from 0; -1 for literal text.</summary>
    public int Hole { get; }

    /// <summary>A piece of literal text.</summary>
    public static CommandPiece OfLiteral(string text) => new(text, -1);

    /// <summary>A hole.</summary>
    public static CommandPiece OfHole(int number) => new(null, number);
}
