namespace OpsMop;

/// <summary>Where the policy does not set the property, the value of the same name in the enclosing <c>host.With(…)</c> stands.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromScopeAttribute : Attribute;
