namespace OpsMop;

/// <summary>Part of what identifies the resource: an argument of its <c>host.File(…)</c> method, in the order of declaration.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute : Attribute;
