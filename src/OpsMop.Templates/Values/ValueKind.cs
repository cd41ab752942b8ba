namespace OpsMop.Templates;

/// <summary>What a <see cref="Value"/> is. The names are those of Jinja2's documentation where it has one.</summary>
public enum ValueKind
{
    /// <summary>Nothing: a name, an attribute or an item that is not there, or an argument that was not given.</summary>
    Undefined,

    /// <summary><c>none</c>.</summary>
    None,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number of any size.</summary>
    Integer,

    /// <summary>A number with a fraction, of double precision.</summary>
    Float,

    /// <summary>Text.</summary>
    String,

    /// <summary>Text that is marked as safe for HTML, as <c>escape</c> gives it.</summary>
    Markup,

    /// <summary>Text with a secret in it.</summary>
    Secret,

    /// <summary>All else: lists, dictionaries, objects, macros. See <see cref="ValueObject"/>.</summary>
    Object,
}
