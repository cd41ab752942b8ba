using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>
/// Remembers what a declaration was parsed to. The compiler makes all symbols anew after each edit, and asking them for the members and attributes of
/// hundreds of types is nearly all that an edit costs; a declaration whose file and <see cref="World"/> are the same would be parsed to the same.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
/// <remarks>
/// A class that stands in several files is not remembered: a comment or a body in one of them, which is no part of the world, is part of its model. Nor is one whose
/// model has to do with the bodies of base classes in other files.
/// What is remembered goes with the syntax tree that it belongs to.
/// </remarks>
internal static class ParseMemory<T>
    where T : class
{
    private static readonly ConditionalWeakTable<SyntaxNode, Entry> Entries = new();

    /// <summary>The model of a declaration.</summary>
    /// <param name="node">The declaration.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="parse">Parses it; gives the classes whose declarations it read too.</param>
    public static T? Recall(SyntaxNode node, Compilation compilation, Func<(T? Model, IEnumerable<INamedTypeSymbol> Classes)> parse)
    {
        var world = World.Of(compilation);
        if (Entries.TryGetValue(node, out var entry) && entry.World == world)
        {
            return entry.Model;
        }

        var (model, classes) = parse();
        Entries.Remove(node);
        if (classes.All(type => type.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree == node.SyntaxTree)))
        {
            // Another thread may have been as fast: its model is as good.
            Entries.GetValue(node, _ => new Entry(world, model));
        }

        return model;
    }

    private sealed class Entry(World world, T? model)
    {
        public World World { get; } = world;

        public T? Model { get; } = model;
    }
}
