namespace OpsMop.Templates.Interpreter;

/// <summary>A template that was loaded.</summary>
internal sealed class Unit(string path, int file)
{
    /// <summary>What it is named in messages, and what templates that it names are found from.</summary>
    public string Path { get; } = path;

    /// <summary>Its index in the library.</summary>
    public int File { get; } = file;

    public Layout Layout { get; } = new(null);

    public Dictionary<string, BlockCode> Blocks { get; } = new(StringComparer.Ordinal);

    public EntryCode? Entry { get; set; }

    public StatementCode[] Body { get; set; } = [];

    public int SelfSlot { get; set; } = -1;

    /// <summary>Whether it may extend another.</summary>
    public bool Extends { get; set; }

    /// <summary>Whether nothing in it, nor in a template that it names, can change a list or a dictionary that it is given.</summary>
    public bool LeavesValues { get; set; }

    /// <summary>About how much it writes.</summary>
    public int Expected { get; set; }

    public void Run(Rendering rendering, VariableContext variables)
    {
        rendering.Enter();
        Extension? extension = Extends ? new Extension() : null;
        var scope = new Scope(Layout.Count, variables, rendering, extension);
        if (SelfSlot >= 0)
        {
            scope.Slots[SelfSlot] = new SelfValue(variables, rendering);
        }

        Entry!.Run(scope);
        StatementCode.Run(Body, scope);
        extension?.Parent?.Run(rendering, variables);
        rendering.Leave();
    }
}
