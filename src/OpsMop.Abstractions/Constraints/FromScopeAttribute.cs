namespace OpsMop;

/// <summary>Where the policy does not set the property, a value of the enclosing <c>host.With(…)</c> stands.</summary>
/// <param name="value">Which value: <c>Owner</c>, <c>Group</c>, <c>Mode</c> or <c>DirectoryMode</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromScopeAttribute(string value) : Attribute
{
    /// <summary>Which value of the scope it is.</summary>
    public string Value { get; } = value;
}
