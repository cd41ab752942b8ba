namespace OpsMop;

/// <summary>Where it is given, owner and mode hold for everything below the path that the resource claims.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecursiveAttribute : Attribute;
