using System.Text.Json;

namespace OpsMop.Push.Inventories;

/// <summary>A variable of a host, as the inventory has it.</summary>
/// <param name="Role">The role; empty for a variable that is of none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Who">Who says it: <c>host</c>, <c>group web</c>.</param>
/// <param name="At">Where.</param>
/// <param name="IsSecret">Whether it may not be shown.</param>
internal sealed record HostVariable(string Role, string Name, JsonElement Value, string Who, SourceLocation At, bool IsSecret);
