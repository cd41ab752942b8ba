using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>A command that a body writes or gives to a resource.</summary>
internal sealed class CommandUse
{
    private CommandUse(CommandSource source, IOperation value, bool? isShell)
    {
        Source = source;
        Value = value;
        IsShell = isShell;
    }

    /// <summary>Its text.</summary>
    public CommandSource Source { get; }

    /// <summary>The expression that gives it to whoever runs it.</summary>
    public IOperation Value { get; }

    /// <summary>The resource that runs it; <see langword="null"/> for a query of a procedure, and where it goes nobody sees.</summary>
    public ResourceUse? Resource { get; private set; }

    /// <summary>The property that holds it.</summary>
    public PropertyInfo? Property { get; private set; }

    /// <summary>Whether a shell runs it; <see langword="null"/> where nobody knows.</summary>
    public bool? IsShell { get; }

    /// <summary>Whether it is what its resource is there to do, and not a question before that.</summary>
    public bool IsMain => Resource is not null && Property is { Guards: false };

    /// <summary>Whether its text stands in this body, so that its places can be pointed to; otherwise it is a field's.</summary>
    public bool IsHere { get; private set; } = true;

    /// <summary>What a message begins with.</summary>
    public string Prefix => Resource is null ? "" : Resource.Name + ": ";

    /// <summary>Finds the commands of a body, each text once for each who runs it.</summary>
    public static IReadOnlyList<CommandUse> Find(PolicyBody body)
    {
        var uses = new List<CommandUse>();
        var taken = new HashSet<IOperation>();
        var sources = new Dictionary<IOperation, CommandSource?>();
        foreach (var resource in body.Resources)
        {
            if (!resource.Type.RunsCommands)
            {
                continue;
            }

            foreach (var (property, value) in resource.Values())
            {
                if (!property.RunsCommand)
                {
                    continue;
                }

                foreach (var (text, isHere) in Texts(value, body, 8))
                {
                    if (SourceOf(text) is { } source)
                    {
                        taken.Add(text);
                        uses.Add(new CommandUse(source, value, property.RunsInShell) { Resource = resource, Property = property, IsHere = isHere });
                    }
                }
            }
        }

        foreach (var creation in body.OfKind<IInterpolatedStringHandlerCreationOperation>(OperationKind.InterpolatedStringHandlerCreation))
        {
            if (KnownTypes.Is(creation.Type, body.Types.CommandText) && !taken.Contains(creation))
            {
                AddOther(creation);
            }
        }

        foreach (var call in body.Invocations)
        {
            if (IsVerbatim(call, body.Types) && !taken.Contains(call))
            {
                AddOther(call);
            }
        }

        return uses;

        CommandSource? SourceOf(IOperation text) => sources.TryGetValue(text, out var known) ? known : sources[text] = CommandSource.Read(text, body.Constants);

        void AddOther(IOperation text)
        {
            if (SourceOf(text) is not { } source)
            {
                return;
            }

            IOperation? parent = text.Parent;
            while (parent is IConversionOperation or IParenthesizedOperation)
            {
                parent = parent.Parent;
            }

            bool? isShell = IsCheck(parent)
                ? false
                : parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Query" or "QueryShell" } query } }
                && KnownTypes.Is(query.ContainingType, body.Types.Session)
                ? query.Name == "QueryShell"
                : null;
            uses.Add(new CommandUse(source, text, isShell));
        }
    }

    /// <summary>Whether it is <c>CommandText.Verbatim(…)</c>.</summary>
    public static bool IsVerbatim(IInvocationOperation call, KnownTypes types) =>
        call.TargetMethod is { IsStatic: true, Name: "Verbatim" } method && KnownTypes.Is(method.ContainingType, types.CommandText);

    /// <summary>What the function of <c>.Validate(file => $"…")</c> gives: no shell runs it.</summary>
    private static bool IsCheck(IOperation? parent)
    {
        while (parent is IReturnOperation or IBlockOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        if (parent is not IAnonymousFunctionOperation)
        {
            return false;
        }

        parent = parent.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Validate", ContainingNamespace: { Name: "OpsMop", ContainingNamespace.IsGlobalNamespace: true } } } };
    }

    /// <summary>The texts that an expression may be: through <c>?:</c>, variables assigned once and static fields.</summary>
    private static IEnumerable<(IOperation Text, bool IsHere)> Texts(IOperation value, PolicyBody body, int depth)
    {
        if (depth == 0)
        {
            yield break;
        }

        foreach (var arm in ConstantReader.Arms(value))
        {
            switch (arm)
            {
                case IInterpolatedStringHandlerCreationOperation:
                    yield return (arm, true);
                    break;
                case IInvocationOperation call when IsVerbatim(call, body.Types):
                    yield return (arm, true);
                    break;
                case ILocalReferenceOperation local when body.Locals.ValueOf(local.Local) is { } assigned:
                    foreach (var text in Texts(assigned, body, depth - 1))
                    {
                        yield return text;
                    }

                    break;
                case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } when body.Compilation.InitializerOf(field) is { } given:
                    // The compiler gives the string; the command is what it makes of it.
                    var made = given is IInterpolatedStringOperation { Parent: IInterpolatedStringHandlerCreationOperation creation } ? creation : given;
                    foreach (var (text, _) in Texts(made, body, depth - 1))
                    {
                        yield return (text, false);
                    }

                    break;
            }
        }
    }

    /// <summary>The place of a range of the text; of all that gives it where the text stands elsewhere.</summary>
    public Location At(int start, int end) => IsHere ? Source.At(start, end) : Value.Syntax.GetLocation();
}
