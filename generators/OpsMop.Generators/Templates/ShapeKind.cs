namespace OpsMop.Generators.Templates;

/// <summary>What a template can do with values of a type of C#.</summary>
internal enum ShapeKind
{
    /// <summary>Only the run time knows: object, JSON, a value of another template.</summary>
    Dynamic,

    String,
    Boolean,

    /// <summary>A whole number that fits into a long.</summary>
    Integer,

    /// <summary>A whole number that may not: ulong, BigInteger.</summary>
    BigInteger,

    Float,
    Text,
    Secret,

    /// <summary>A domain value: a path, a mode.</summary>
    Domain,

    Enum,

    /// <summary>What is written as its text: a date, a version, an address.</summary>
    Formatted,

    /// <summary>What can be enumerated.</summary>
    Sequence,

    Dictionary,

    /// <summary>Several values with fixed places: a tuple, a pair of key and value.</summary>
    Tuple,

    /// <summary>What has members.</summary>
    Object,
}
