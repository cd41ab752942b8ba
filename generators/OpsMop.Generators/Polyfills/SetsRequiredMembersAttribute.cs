namespace System.Diagnostics.CodeAnalysis;

/// <summary>The compiler puts it on the copy constructor of a record with <see langword="required"/> members.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
