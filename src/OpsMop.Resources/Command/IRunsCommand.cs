namespace OpsMop;

/// <summary>What <c>host.Command(…)</c> and <c>host.Shell(…)</c> have in common: all but how the command becomes a process.</summary>
internal interface IRunsCommand
{
    CommandText Command { get; }

    AbsolutePath Creates { get; }

    AbsolutePath Removes { get; }

    CommandText? Unless { get; }

    CommandText? OnlyIf { get; }

    AbsolutePath Directory { get; }

    IReadOnlyDictionary<string, string>? Environment { get; }

    IReadOnlyDictionary<string, Text>? SecretFiles { get; }

    Text? Stdin { get; }

    CommonSettings Common { get; }

    /// <summary>What is wrong with a command as it would be run here; <see langword="null"/> if nothing is.</summary>
    string? FaultOf(CommandText command);

    /// <summary>The process that a command is.</summary>
    ProcessRequest RequestOf(CommandText command);
}
