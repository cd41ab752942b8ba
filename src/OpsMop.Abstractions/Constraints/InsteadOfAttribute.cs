namespace OpsMop;

/// <summary>The type does what these commands do, and knows when there is nothing to do: a policy that runs one of them is pointed to the type.</summary>
/// <param name="commands">
/// The commands, such as <c>apt-get install</c>: a program, and the words that must follow it, with whatever options between them. <c>*</c> stands for any word, as in
/// <c>service * start</c>; an option may stand anywhere, and in a cluster, as in <c>ln -s</c>; <c>&gt;</c> and <c>&gt;&gt;</c> are redirections. Name a command only
/// where the type does all that it does: the rest is better left unsaid.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InsteadOfAttribute(params string[] commands) : Attribute
{
    /// <summary>The commands.</summary>
    public IReadOnlyList<string> Commands { get; } = commands;
}
