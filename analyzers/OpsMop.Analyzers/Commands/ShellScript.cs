namespace OpsMop.Analyzers;

/// <summary>A script, as far as the rules need to understand it: its simple commands in order.</summary>
internal sealed class ShellScript
{
    /// <summary>The simple commands, those in <c>$(…)</c> and <c>(…)</c> among them.</summary>
    public List<ShellCommand> Commands { get; } = [];

    /// <summary>Whether it has loops, functions, groups or the like: what a command in it means for the whole, the rules do not say then.</summary>
    public bool IsIntricate { get; set; }

    /// <summary>
    /// Whether it has anything that makes more than one simple command of it, or that only a shell does: operators, redirections, expansions, comments,
    /// reserved words.
    /// </summary>
    public bool HasSyntax { get; set; }

    /// <summary>The only command; <see langword="null"/> where there are more, or none.</summary>
    public ShellCommand? Single => Commands is [var only] && !IsIntricate ? only : null;
}
