namespace OpsMop;

/// <summary>The text must be an absolute <c>http</c>, <c>https</c> or <c>file</c> address.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UrlAttribute : Attribute;
