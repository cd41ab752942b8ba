namespace OpsMop.Editor.Tests;

/// <summary>A line of the list that an editor offers.</summary>
/// <param name="Name">The name.</param>
/// <param name="DescribeAsync">What stands beside the list when the line is chosen.</param>
internal sealed record Offer(string Name, Func<Task<string>> DescribeAsync);
