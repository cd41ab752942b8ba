namespace OpsMop;

/// <summary>Part of what identifies the resource: an argument of its <c>host.File(…)</c> method, in the order of declaration. Text that may be <see langword="null"/> need not be given.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute : Attribute;
