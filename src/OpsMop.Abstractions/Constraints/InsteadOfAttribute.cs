namespace OpsMop;

/// <summary>The type does what these commands do, and knows when there is nothing to do: a policy that runs one of them is pointed to the type.</summary>
/// <param name="commands">The beginnings of the commands, such as <c>apt-get install</c> or <c>ln</c>: a program, and the words that must follow it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InsteadOfAttribute(params string[] commands) : Attribute
{
    /// <summary>The beginnings of the commands.</summary>
    public IReadOnlyList<string> Commands { get; } = commands;
}
