namespace OpsMop.Parsing;

/// <summary>What is wrong with the text of a command, and where. The analyzers and the run time say it with these words.</summary>
internal sealed class CommandFault
{
    /// <summary>A value that is not valid.</summary>
    public const string Invalid = "OPM2004";

    /// <summary>A command without a shell has what only a shell understands.</summary>
    public const string Shell = "OPM3006";

    /// <summary>A hole holds a secret, which would be seen.</summary>
    public const string Secret = "OPM4001";

    /// <summary>A hole stands where nothing can quote it.</summary>
    public const string Unquoted = "OPM4006";

    public CommandFault(string id, string message, int part, int offset)
    {
        Id = id;
        Message = message;
        Part = part;
        Offset = offset;
    }

    /// <summary>The rule.</summary>
    public string Id { get; }

    /// <summary>What is wrong, with the remedy.</summary>
    public string Message { get; }

    /// <summary>The index of the part that it is about.</summary>
    public int Part { get; }

    /// <summary>The character of the part, from 0; 0 for a hole.</summary>
    public int Offset { get; }
}
