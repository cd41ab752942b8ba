namespace OpsMop;

/// <summary>Where it is given, what the resource claims is to be gone: another resource that wants it there contradicts it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AbsenceAttribute : Attribute;
