using System.Text.Json;

namespace OpsMop.Engine.Variables;

/// <summary>What one <c>--set</c> says.</summary>
/// <param name="Target">The variable: <c>role.name</c>, or <c>name</c> for one of the policy.</param>
/// <param name="Text">Its value as written: taken as it is for text, read as YAML for the rest.</param>
public sealed record VariableSetting(string Target, string Text)
{
    /// <summary>Its value where it is data already, of a file that <c>--set @file</c> names; <see cref="Text"/> then counts for nothing.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The line of that file; unknown for what stands on the command line itself.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>What it sets: the value may be secret.</summary>
    public override string ToString() => $"--set {Target}";

    /// <summary>Parses <c>role.name=value</c>.</summary>
    /// <param name="argument">The argument of <c>--set</c>.</param>
    /// <exception cref="FormatException">There is no <c>=</c> or nothing before it.</exception>
    public static VariableSetting Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new VariableSetting(argument[..equals].Trim(), argument[(equals + 1)..])
            : throw new FormatException($"--set {argument}: write --set role.variable=value, or --set variable=value for a variable of the policy.");
    }
}
