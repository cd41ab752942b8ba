namespace OpsMop;

/// <summary>A value in a file of data, whatever language the file is written in.</summary>
internal interface IHoldsData : IEditsFile
{
    /// <summary>The path of the value in the file.</summary>
    string At { get; }

    /// <summary>The text that it is.</summary>
    Text? Value { get; }

    /// <summary>The number that it is.</summary>
    decimal? Number { get; }

    /// <summary>The truth that it is.</summary>
    bool? Flag { get; }

    /// <summary>Whether it is null.</summary>
    bool Null { get; }

    /// <summary>The JSON that it is.</summary>
    string? Raw { get; }

    /// <summary>The texts that it has as items.</summary>
    IReadOnlyList<string>? Contains { get; }

    /// <summary>The texts that it must not have as items.</summary>
    IReadOnlyList<string>? Lacks { get; }

    /// <summary>Whether it must not be there.</summary>
    bool Absent { get; }
}
