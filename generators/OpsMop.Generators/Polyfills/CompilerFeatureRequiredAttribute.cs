namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for it where members are <see langword="required"/>.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
