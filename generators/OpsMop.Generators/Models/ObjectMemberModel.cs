namespace OpsMop.Generators;

/// <summary>A member of an object that is data.</summary>
/// <param name="DataName">The name in data.</param>
/// <param name="Identifier">The name as code writes it.</param>
/// <param name="Kind">How it gets its value.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Fallback">What it is where it is not given, for the constructor.</param>
/// <param name="Reader">Reads it.</param>
/// <param name="Writer">Writes it.</param>
internal sealed record ObjectMemberModel(string DataName, string Identifier, ObjectMemberKind Kind, bool IsRequired, string Fallback, string Reader, string Writer);
