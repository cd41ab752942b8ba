namespace OpsMop.Analyzers;

/// <summary>A redirection: <c>2> /dev/null</c>.</summary>
internal sealed class ShellRedirection(string @operator, int descriptor, ShellWord target)
{
    /// <summary>The operator: <c>&gt;</c>, <c>&gt;&gt;</c>, <c>&lt;</c>, <c>&lt;&lt;</c> and so on.</summary>
    public string Operator { get; } = @operator;

    /// <summary>The descriptor that is redirected; -1 where none is named.</summary>
    public int Descriptor { get; } = descriptor;

    /// <summary>The file; of a here-document its end.</summary>
    public ShellWord Target { get; } = target;

    /// <summary>Whether it writes what the command says into a file.</summary>
    public bool WritesOutput => Operator is ">" or ">>" or ">|" or "&>" && Descriptor is -1 or 1 && Target.Text != "/dev/null";

    /// <summary>Whether it writes into a file at all, errors included.</summary>
    public bool WritesFile => Operator is ">" or ">>" or ">|" or "&>" && Target.Text != "/dev/null";
}
