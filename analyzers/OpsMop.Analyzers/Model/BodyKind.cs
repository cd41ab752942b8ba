namespace OpsMop.Analyzers;

/// <summary>What a body is to the language.</summary>
internal enum BodyKind
{
    /// <summary>Any other code of the project.</summary>
    Other,

    /// <summary><c>Role.Define</c>.</summary>
    Define,

    /// <summary><c>Procedure.RunAsync</c>.</summary>
    Procedure,

    /// <summary><c>Policy.Compose</c>.</summary>
    Compose,
}
