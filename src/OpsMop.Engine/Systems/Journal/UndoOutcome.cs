namespace OpsMop.Engine.Systems;

/// <summary>What came of undoing one effect.</summary>
public enum UndoOutcome
{
    /// <summary>What was there before is there again.</summary>
    Undone,

    /// <summary>What was there before is there already: the effect had not happened, or somebody has undone it.</summary>
    NothingToDo,

    /// <summary>What is there is neither what the effect left nor what was before it, or cannot be brought back. It is left as it is.</summary>
    Conflict,

    /// <summary>A process was run; what it did is not known.</summary>
    CannotBeUndone,
}
