using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Which types stand in for which commands: every <c>[InsteadOf]</c> of the project and of what it refers to.</summary>
internal sealed class TypesForCommands
{
    private readonly Dictionary<string, List<(string[] Words, ResourceTypeInfo Type)>> _byProgram = [];

    private TypesForCommands()
    {
    }

    /// <summary>Reads the attributes.</summary>
    public static TypesForCommands Read(PolicyCompilation policy, CancellationToken cancel)
    {
        var types = new TypesForCommands();
        var contract = policy.Types.Resource.ContainingAssembly.Name;
        foreach (var type in MarkedTypes.InSource(policy.Compilation, "InsteadOf", cancel).Concat(MarkedTypes.InReferences(policy.Compilation, contract)))
        {
            if (type.Attribute("InsteadOfAttribute") is { ConstructorArguments: [var commands] } && KnownTypes.IsOrDerivesFrom(type, policy.Types.Resource))
            {
                foreach (var command in commands.Strings())
                {
                    types.Add(command.Split([' '], StringSplitOptions.RemoveEmptyEntries), policy.InfoOf(type));
                }
            }
        }

        return types;
    }

    /// <summary>The type that does what a command does, and the words of the command that say so; the longest beginning wins.</summary>
    public ReplacedCommand? Find(ShellCommand command)
    {
        ReplacedCommand? found = null;
        if (command.Program is { } program && _byProgram.TryGetValue(program, out var entries))
        {
            foreach (var (words, type) in entries)
            {
                if ((found is null || words.Length > found.Entry.Length) && ReplacedCommand.Match(command, words, type) is { } match)
                {
                    found = match;
                }
            }
        }

        return found;
    }

    /// <summary>Whether types do all that a script does, so that a rule about types has the word.</summary>
    public bool ReplaceAll(ShellScript script) =>
        script is { IsIntricate: false, Commands.Count: > 0 } && script.Commands.TrueForAll(command => Find(command) is not null || command.IsPiped);

    private void Add(string[] words, ResourceTypeInfo type)
    {
        if (words.Length == 0)
        {
            return;
        }

        if (!_byProgram.TryGetValue(words[0], out var entries))
        {
            _byProgram.Add(words[0], entries = []);
        }

        entries.Add((words, type));
    }
}
