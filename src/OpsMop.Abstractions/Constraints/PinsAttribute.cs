namespace OpsMop;

/// <summary>The property says which version it is. Under <see cref="ReproducibleAttribute"/> it must be given, and be exact.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PinsAttribute : Attribute;
