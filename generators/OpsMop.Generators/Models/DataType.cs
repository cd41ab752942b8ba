namespace OpsMop.Generators;

/// <summary>How values of a type are read and written.</summary>
/// <param name="Type">The type.</param>
/// <param name="Words">The type as people say it.</param>
/// <param name="Reader">An expression of type <c>Func&lt;JsonElement, T&gt;</c>.</param>
/// <param name="Writer">An expression of type <c>Action&lt;Utf8JsonWriter, T&gt;</c>.</param>
/// <param name="IsText">Whether text of the command line is taken as it is.</param>
/// <param name="IsSecret">Whether it may not be shown.</param>
internal sealed record DataType(string Type, string Words, string Reader, string Writer, bool IsText = false, bool IsSecret = false);
