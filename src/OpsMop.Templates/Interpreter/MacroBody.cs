namespace OpsMop.Templates.Interpreter;

/// <summary>What a macro does, or the body of a <c>call</c>.</summary>
internal sealed class MacroBody
{
    /// <summary>Its name; null for the body of a <c>call</c>.</summary>
    public required string? Name { get; init; }

    public required string[] Parameters { get; init; }

    /// <summary>The slots of the parameters.</summary>
    public required int[] Slots { get; init; }

    /// <summary>The defaults, as many as parameters; null where there is none.</summary>
    public required ExpressionCode?[] Defaults { get; init; }

    /// <summary>The slot of <c>caller</c>, if the body reads it and it is no parameter; else -1. The same for the others.</summary>
    public required int CallerSlot { get; init; }

    public required int KeywordsSlot { get; init; }

    public required int RestSlot { get; init; }

    /// <summary>Whether it takes a caller.</summary>
    public required bool TakesCaller { get; init; }

    public required bool CallerIsParameter { get; init; }

    public required Layout Layout { get; init; }

    public required EntryCode Entry { get; init; }

    public required StatementCode[] Body { get; init; }
}
