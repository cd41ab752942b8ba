using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Where the local variables of a body get their values and where they are read.</summary>
internal sealed class LocalUses
{
    private readonly Dictionary<ILocalSymbol, List<IOperation?>> _writes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ILocalSymbol, List<ILocalReferenceOperation>> _reads = new(SymbolEqualityComparer.Default);

    /// <summary>The value of a local variable that is assigned exactly once; <see langword="null"/> where it is not, or where the value is not to be seen.</summary>
    public IOperation? ValueOf(ILocalSymbol local) => _writes.TryGetValue(local, out var writes) && writes.Count == 1 ? writes[0] : null;

    /// <summary>All values that a local variable is assigned; an entry is <see langword="null"/> where the value is not to be seen, as behind <c>out</c>.</summary>
    public IReadOnlyList<IOperation?> ValuesOf(ILocalSymbol local) => _writes.TryGetValue(local, out var writes) ? writes : [];

    /// <summary>Where a local variable is read.</summary>
    public IReadOnlyList<ILocalReferenceOperation> ReadsOf(ILocalSymbol local) => _reads.TryGetValue(local, out var reads) ? reads : [];

    /// <summary>Takes an operation of the body into account.</summary>
    public void Note(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                if (declarator.GetVariableInitializer() is { } initializer)
                {
                    Write(declarator.Symbol, initializer.Value);
                }
                else if (declarator.Parent is IForEachLoopOperation or ICatchClauseOperation)
                {
                    Write(declarator.Symbol, null);
                }

                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared }:
                Write(declared, null);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol declared }:
                Write(declared, null);
                break;
            case ILocalReferenceOperation reference:
                NoteReference(reference);
                break;
        }
    }

    private void NoteReference(ILocalReferenceOperation reference)
    {
        switch (reference.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                Write(reference.Local, assignment.Value);
                return;
            case ICompoundAssignmentOperation compound when compound.Target == reference:
            case IIncrementOrDecrementOperation:
            case ICoalesceAssignmentOperation coalesce when coalesce.Target == reference:
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
            case IAddressOfOperation:
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } }:
            case ISimpleAssignmentOperation { IsRef: true } alias when alias.Value == reference:
                Write(reference.Local, null);
                break;
        }

        if (reference.IsDeclaration || IsDeconstructed(reference))
        {
            Write(reference.Local, Deconstructed(reference));
            return;
        }

        if (!_reads.TryGetValue(reference.Local, out var reads))
        {
            _reads.Add(reference.Local, reads = []);
        }

        reads.Add(reference);
    }

    private static bool IsDeconstructed(ILocalReferenceOperation reference)
    {
        IOperation child = reference;
        while (child.Parent is ITupleOperation or IDeclarationExpressionOperation)
        {
            child = child.Parent;
        }

        return child.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == child;
    }

    /// <summary>The value that <c>var (a, b) = (x, y)</c> gives to one of them.</summary>
    private static IOperation? Deconstructed(ILocalReferenceOperation reference)
    {
        if (reference.Parent is ITupleOperation target)
        {
            IOperation outer = target.Parent is IDeclarationExpressionOperation declaration ? declaration : target;
            if (outer.Parent is IDeconstructionAssignmentOperation deconstruction)
            {
                var value = deconstruction.Value;
                while (value is IConversionOperation conversion)
                {
                    value = conversion.Operand;
                }

                var place = target.Elements.IndexOf(reference);
                return value is ITupleOperation tuple && place >= 0 && place < tuple.Elements.Length ? tuple.Elements[place] : null;
            }
        }

        return null;
    }

    private void Write(ILocalSymbol local, IOperation? value)
    {
        if (!_writes.TryGetValue(local, out var writes))
        {
            _writes.Add(local, writes = []);
        }

        writes.Add(value);
    }
}
