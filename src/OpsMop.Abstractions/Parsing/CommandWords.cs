using System.Collections.Generic;

namespace OpsMop.Parsing;

/// <summary>What <see cref="CommandSplitter"/> finds in a command.</summary>
internal sealed class CommandWords
{
    /// <summary>The words, each of one piece or more; what was read up to the error if there is one.</summary>
    public List<IReadOnlyList<CommandPiece>> Words { get; } = new List<IReadOnlyList<CommandPiece>>();

    /// <summary>The first thing outside quotes that only a shell understands, such as <c>|</c>; <see langword="null"/> if there is none.</summary>
    public string? ShellSyntax { get; set; }

    /// <summary>What is wrong, with the remedy; <see langword="null"/> if nothing is.</summary>
    public string? Error { get; set; }

    /// <summary>The index of the part that the error or the shell syntax is about; -1 if there is neither.</summary>
    public int FaultyPart { get; set; } = -1;
}
