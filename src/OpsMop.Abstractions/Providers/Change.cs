namespace OpsMop;

/// <summary>One thing that has to change for a resource to be as declared.</summary>
public sealed class Change
{
    internal Change(string action, string? from, string? to, Func<ISystem, CancellationToken, ValueTask<ProcessResult?>> apply)
    {
        Action = action;
        From = from;
        To = to;
        Apply = apply;
    }

    /// <summary>What is done, as a verb: <c>create</c>, <c>chmod</c>, <c>install</c>.</summary>
    public string Action { get; }

    /// <summary>What is there now, for a person; <see langword="null"/> for nothing.</summary>
    public string? From { get; }

    /// <summary>What will be there, for a person; <see langword="null"/> for nothing.</summary>
    public string? To { get; }

    /// <summary>How a file's content differs; <see langword="null"/> where the change is about no content.</summary>
    public ContentDiff? Diff { get; internal init; }

    /// <summary>What it does besides writing files.</summary>
    public Effects? Effects { get; internal init; }

    /// <summary>Whether it is made outside of the system, so that a plan does not play it.</summary>
    internal bool IsOutside { get; init; }

    internal Func<ISystem, CancellationToken, ValueTask<ProcessResult?>> Apply { get; }
}
