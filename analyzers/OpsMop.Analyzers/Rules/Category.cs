namespace OpsMop.Analyzers;

/// <summary>What the thousands of a rule's id stand for.</summary>
internal static class Category
{
    public const string Declarations = "OpsMop.Declarations";
    public const string Policies = "OpsMop.Policies";
    public const string Idempotence = "OpsMop.Idempotence";
    public const string Security = "OpsMop.Security";
    public const string Templates = "OpsMop.Templates";
    public const string Data = "OpsMop.Data";
}
