namespace OpsMop.Analyzers;

/// <summary>A word of a command: its quotes are taken off, and nothing in it is expanded.</summary>
internal sealed class ShellWord(int start)
{
    /// <summary>Its first character in the text of the command.</summary>
    public int Start { get; } = start;

    /// <summary>The character after its last.</summary>
    public int End { get; set; }

    /// <summary>What it says: holes that are constant filled in, a mark for the others.</summary>
    public string Text { get; set; } = "";

    /// <summary>Whether the shell puts something into it: <c>$x</c>, <c>$(…)</c>.</summary>
    public bool IsExpanded { get; set; }

    /// <summary>Whether the shell may make several of it: <c>*</c>, <c>?</c>, <c>[</c> outside quotes.</summary>
    public bool HasGlob { get; set; }

    /// <summary>Whether it begins with <c>~</c> outside quotes.</summary>
    public bool HasTilde { get; set; }

    /// <summary>Whether any of it stands in quotes or behind a backslash.</summary>
    public bool IsQuoted { get; set; }

    /// <summary>Whether one of its holes is a path, known or not.</summary>
    public bool HasPath { get; set; }

    /// <summary>The numbers of its holes, constant or not.</summary>
    public List<int> Holes { get; } = [];

    /// <summary>The text, where all of it is known; <see langword="null"/> otherwise.</summary>
    public string? Constant => IsExpanded || Text.IndexOf(CommandSource.HoleMark) >= 0 ? null : Text;

    /// <summary>Whether it is an option: <c>-x</c>, <c>--long</c>.</summary>
    public bool IsOption => Text.Length > 1 && Text[0] == '-';

    /// <summary>Whether it is an option, or a cluster of short ones, with a letter in it.</summary>
    public bool HasLetter(char letter) => Text.Length > 1 && Text[0] == '-' && Text[1] != '-' && Text.IndexOf(letter) > 0;
}
