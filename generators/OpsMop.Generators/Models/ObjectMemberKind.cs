namespace OpsMop.Generators;

/// <summary>How a member of an object gets its value.</summary>
internal enum ObjectMemberKind
{
    /// <summary>By the constructor.</summary>
    Constructor,

    /// <summary>By the initializer, because it must be there: <c>required</c>.</summary>
    Required,

    /// <summary>By the initializer, because it can be set nowhere else: <c>init</c>.</summary>
    Init,

    /// <summary>Afterwards, where it is given.</summary>
    Set,
}
