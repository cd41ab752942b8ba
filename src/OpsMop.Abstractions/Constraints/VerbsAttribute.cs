namespace OpsMop;

/// <summary>Each member of the enum becomes a method of the builder: <c>.Running()</c> beside <c>.State(ServiceState.Running)</c>.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class VerbsAttribute : Attribute;
