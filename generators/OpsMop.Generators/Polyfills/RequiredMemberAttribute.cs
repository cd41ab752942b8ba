namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for it where members are <see langword="required"/>.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;
