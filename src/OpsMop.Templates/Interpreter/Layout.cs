namespace OpsMop.Templates.Interpreter;

/// <summary>
/// The variables of what is run as one: of a template's top level, a block, a macro, a recursive loop or a loop's condition. Each has its own slots at each
/// run.
/// </summary>
/// <param name="outer">What it stands in, whose variables it sees.</param>
internal sealed class Layout(Layout? outer)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>The slot of a variable; a new one if it has none.</summary>
    public int SlotOf(string variable)
    {
        if (!_slots.TryGetValue(variable, out int slot))
        {
            slot = Count++;
            _slots.Add(variable, slot);
        }

        return slot;
    }

    /// <summary>A slot for what has no name.</summary>
    public int Hidden() => Count++;

    /// <summary>Where a variable is: how many layouts further out, and its slot there.</summary>
    public (int Depth, int Slot) Find(string variable)
    {
        int depth = 0;
        for (Layout? layout = this; layout is not null; layout = layout.Outer)
        {
            if (layout._slots.TryGetValue(variable, out int slot))
            {
                return (depth, slot);
            }

            depth++;
        }

        throw new InvalidOperationException($"The variable {variable} has no slot.");
    }

    private Layout? Outer { get; } = outer;
}
