namespace OpsMop.Templates.Interpreter;

/// <summary>Where something stands, for messages.</summary>
/// <param name="File">The template, by its index in the library.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal readonly record struct Place(int File, int Line, int Column);
