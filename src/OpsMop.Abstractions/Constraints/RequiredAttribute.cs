namespace OpsMop;

/// <summary>
/// The property or variable must be given. On a variable it stands on nullable or string types, for the layered form <c>roles.Add&lt;T&gt;(r =&gt; …)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
