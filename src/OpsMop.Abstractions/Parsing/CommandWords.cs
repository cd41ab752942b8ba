using System.Collections.Generic;

namespace OpsMop.Parsing;

/// <summary>What <see cref="CommandSplitter"/> finds in a command.</summary>
internal sealed class CommandWords
{
    /// <summary>The words, each of one piece or more; what was read up to the error if there is one.</summary>
    public List<IReadOnlyList<CommandPiece>> Words { get; } = new List<IReadOnlyList<CommandPiece>>();

    /// <summary>The first thing outside quotes that only a shell understands, such as <c>|</c>; <see langword="null"/> if there is none.</summary>
    public string? ShellSyntax { get; set; }

    /// <summary>What is wrong; <see langword="null"/> if nothing is.</summary>
    public CommandFault? Fault { get; set; }

    /// <summary>That the command has <see cref="ShellSyntax"/>, as a fault of a command without a shell.</summary>
    public CommandFault? ShellFault { get; set; }
}
