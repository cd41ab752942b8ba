using System.Diagnostics.CodeAnalysis;

namespace OpsMop;

/// <summary>What is known of a type of resource without an instance. Generated.</summary>
/// <param name="Name">Its name: <c>file</c>.</param>
/// <param name="MethodName">The method that declares one: <c>File</c>.</param>
/// <param name="ClrType">Its class.</param>
/// <param name="IsAction">Whether it is something to do, without identity.</param>
/// <param name="Summary">The first sentence of its documentation.</param>
/// <param name="JsonSchema">Its properties as a JSON schema (draft 2020-12); empty where the program has none (<see cref="HasSchemas"/>).</param>
public sealed record ResourceDescriptor(string Name, string MethodName, Type ClrType, bool IsAction, string Summary, string JsonSchema)
{
    /// <summary>Whether the program has the schemas of its types. An agent goes without them: nobody asks one for its reference. The trimmer knows the value.</summary>
    [FeatureSwitchDefinition("OpsMop.Schemas")]
    public static bool HasSchemas => !AppContext.TryGetSwitch("OpsMop.Schemas", out var hasSchemas) || hasSchemas;
}
