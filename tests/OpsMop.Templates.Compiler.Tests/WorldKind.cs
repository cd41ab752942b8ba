namespace OpsMop.Templates.Compiler.Tests;

/// <summary>What a value of JSON becomes.</summary>
internal enum WorldKind
{
    /// <summary>A null of which no other value tells the type.</summary>
    Null,

    Scalar,
    List,
    Dictionary,
    Record,

    /// <summary>Values of several types.</summary>
    Any,
}
