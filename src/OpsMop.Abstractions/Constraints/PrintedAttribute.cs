namespace OpsMop;

/// <summary>The property is shown to people, so it must never hold a secret.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PrintedAttribute : Attribute;
