namespace OpsMop;

/// <summary>The property is a command that the provider runs. Rules about shells, idempotence and secrets read this.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RunsCommandAttribute : Attribute;
