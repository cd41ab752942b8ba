using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators;

/// <summary>
/// All that a declaration can mean something by: the declarations and references of a compilation. Two compilations that differ only within the
/// bodies of methods have the same world, so that typing in a method leaves every model as it is.
/// </summary>
internal sealed class World
{
    private static readonly ConditionalWeakTable<Compilation, World> Known = new();
    private static readonly ConcurrentDictionary<string, WeakReference<Compilation>> Latest = new(StringComparer.Ordinal);
    private static readonly object Lock = new();

    private World()
    {
    }

    /// <summary>The world of a compilation: that of the one before, where nothing but bodies differs.</summary>
    /// <param name="compilation">The compilation.</param>
    public static World Of(Compilation compilation)
    {
        if (Known.TryGetValue(compilation, out var world))
        {
            return world;
        }

        lock (Lock)
        {
            if (Known.TryGetValue(compilation, out world))
            {
                return world;
            }

            var name = compilation.AssemblyName ?? "";
            world = Latest.TryGetValue(name, out var reference) && reference.TryGetTarget(out var latest) && Known.TryGetValue(latest, out var known) && IsSame(latest, compilation)
                ? known
                : new World();
            Known.Add(compilation, world);
            Latest[name] = new WeakReference<Compilation>(compilation);
            return world;
        }
    }

    private static bool IsSame(Compilation one, Compilation other)
    {
        if (!HaveSameOptions(one.Options, other.Options) || !one.ExternalReferences.SequenceEqual(other.ExternalReferences))
        {
            return false;
        }

        using var trees = one.SyntaxTrees.GetEnumerator();
        using var others = other.SyntaxTrees.GetEnumerator();
        while (trees.MoveNext())
        {
            if (!others.MoveNext() || (trees.Current != others.Current && !SyntaxFactory.AreEquivalent(trees.Current, others.Current, topLevel: true)))
            {
                return false;
            }
        }

        return !others.MoveNext();
    }

    /// <summary>
    /// Whether a declaration means the same under both. Only what bears on that is asked: options as a whole have resolvers of the compiler's own,
    /// and to compare those throws in a compiler server that builds a project for the second time.
    /// </summary>
    private static bool HaveSameOptions(CompilationOptions one, CompilationOptions other) =>
        ReferenceEquals(one, other)
        || (one.NullableContextOptions == other.NullableContextOptions && one.MetadataImportOptions == other.MetadataImportOptions && one.OutputKind == other.OutputKind);
}
