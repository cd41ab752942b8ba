namespace OpsMop;

/// <summary>Where in a policy something was declared.</summary>
/// <param name="File">The source file as the compiler knows it; empty where unknown.</param>
/// <param name="Line">The line, from 1; 0 where unknown.</param>
public readonly record struct SourceLocation(string File, int Line)
{
    /// <summary>Whether the place is known.</summary>
    public bool IsKnown => !string.IsNullOrEmpty(File);

    /// <summary>The place as the compiler prints it: <c>file(line)</c>.</summary>
    public override string ToString() => IsKnown ? $"{File}({Line})" : "";
}
