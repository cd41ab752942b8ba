namespace OpsMop;

/// <summary>
/// The member of the enum says what is done, not what is, as <c>Restarted</c> does: it happens in every run, so it belongs into a handler or a procedure.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ImperativeAttribute : Attribute;
