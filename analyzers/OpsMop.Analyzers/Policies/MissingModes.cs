using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Files and directories without a mode.</summary>
internal sealed class MissingModes : PolicyRule
{
    /// <summary>The call that a code fix adds, such as <c>Mode("0644")</c>.</summary>
    public const string Call = nameof(Call);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM2017",
        Category.Policies,
        "A file or directory has no mode",
        """
        Who may read the file is not said. One that exists keeps the mode that somebody gave it once, and a new one gets a default, so two hosts of one policy may differ. Say it, at the
        resource or for several with `using (host.With(mode: "0644"))`.

        The rule asks for every property of the type `UnixMode` that has a `[FromScope]`, unless the resource is to be absent. It looks at the `With` of the
        same method, and of the project's roles that include this one; one around a method that is called from elsewhere it does not see, and so it says nothing of methods that are
        not `Define` or `RunAsync`.
        """);

    /// <summary>Parts of paths below which nothing is for everybody.</summary>
    private static readonly string[] s_private = ["/.ssh/", "sudoers", ".key", ".pem", "shadow", "secret", "password"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        if (body.Kind is not (BodyKind.Define or BodyKind.Procedure))
        {
            return;
        }

        foreach (var resource in body.Resources)
        {
            if (resource.IsOpen || IsAbsent(resource))
            {
                continue;
            }

            foreach (var property in resource.Type.Properties)
            {
                if (property is { FromScope: { } scope, IsArgument: false }
                    && KnownTypes.Is(property.Type, body.Types.UnixMode)
                    && !resource.Of(property.Name).Any(setting => !Presence.IsAbsent(setting, body))
                    && !MayBeGiven(resource, Identifier.Camel(scope), body))
                {
                    var mode = Suggest(resource, property, scope, body);
                    report.Add(
                        Rule,
                        resource.Location,
                        $"{resource.Name}: {property.Name} is not set: what exists keeps its own, and what is new gets a default. Add .{property.Name}(\"{mode ?? "0600"}\").",
                        mode is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Call, $"{property.Name}(\"{mode}\")"));
                }
            }
        }
    }

    private static bool IsAbsent(ResourceUse resource)
    {
        foreach (var setting in resource.Settings)
        {
            if (setting.Property?.Has("AbsenceAttribute") == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a <c>host.With(mode: …)</c> stands around the resource, or may do so when it is declared.</summary>
    private static bool MayBeGiven(ResourceUse resource, string scope, PolicyBody body)
    {
        var isInFunction = false;
        for (var parent = resource.Call.Parent; parent is not null; parent = parent.Parent)
        {
            isInFunction |= parent is ILocalFunctionOperation || (parent is IAnonymousFunctionOperation lambda && PolicyBlock.Of(lambda) is null or { Name: "Handler" });
        }

        foreach (var scoping in body.Invocations.Where(call => MayScope(call, scope, body)).Concat<IOperation>(body.OfKind<IObjectCreationOperation>(OperationKind.ObjectCreation).Where(IsDisposable)))
        {
            // Where it is not a using, nobody sees here how far it reaches; and a function may be called within it.
            if (isInFunction || Reach(scoping) is not { } reach || reach.Contains(resource.Call.Syntax.SpanStart))
            {
                return true;
            }
        }

        return body.Owner.ContainingType is { } role && body.Compilation.ScopedRoles.Contains(role.Name);
    }

    /// <summary>Whether a call is a <c>With</c> of this value, or a method of the author's own that may make one.</summary>
    private static bool MayScope(IInvocationOperation call, string scope, PolicyBody body) =>
        call.TargetMethod.Name == "With" && KnownTypes.Is(call.TargetMethod.ContainingType, body.Types.HostContext)
            ? call.Arguments.Any(argument => argument.Parameter?.Name == scope && argument.ArgumentKind == ArgumentKind.Explicit)
            : IsDisposable(call)
                && (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, body.Compilation.Compilation.Assembly)
                    || call.Arguments.Any(argument => KnownTypes.IsOrDerivesFrom(argument.Value.Type, body.Types.HostContext)));

    private static bool IsDisposable(IOperation made) =>
        made.Type is { Name: "IDisposable" } || (made.Type?.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_IDisposable) == true);

    /// <summary>The part of the source that stands in a <c>using</c>.</summary>
    private static TextSpan? Reach(IOperation call)
    {
        for (IOperation? parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IUsingOperation block:
                    return block.Syntax.Span;
                case IUsingDeclarationOperation { Parent: { } around } declaration:
                    return TextSpan.FromBounds(declaration.Syntax.Span.End, around.Syntax.Span.End);
                case IConversionOperation or IVariableInitializerOperation or IVariableDeclaratorOperation or IVariableDeclarationOperation or IVariableDeclarationGroupOperation or IParenthesizedOperation:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The mode that is meant; <see langword="null"/> where the content may be secret, or the place asks for more care than a default has.</summary>
    private static string? Suggest(ResourceUse resource, PropertyInfo property, string scope, PolicyBody body)
    {
        if (scope == "DirectoryMode")
        {
            return "0755";
        }

        var isScript = false;
        foreach (var (given, value) in resource.Values())
        {
            var text = body.Constants.TextOf(value);
            if (given.ReadableBy == property.Name)
            {
                if (!IsPublic(value))
                {
                    return null;
                }

                isScript |= text?.StartsWith("#!", StringComparison.Ordinal) == true;
            }
            else if (given.Claim == "Path" && text is not null)
            {
                if (Array.Exists(s_private, text.Contains))
                {
                    return null;
                }

                isScript |= text.Contains("/bin/") || text.Contains("/sbin/") || text.EndsWith(".sh", StringComparison.Ordinal)
                    || (text.Contains("/cron.") && !text.Contains("/cron.d/"));
            }
        }

        return isScript ? "0755" : "0644";
    }

    /// <summary>Whether a text can hold no secret: it is put together from strings, numbers and domain values.</summary>
    private static bool IsPublic(IOperation value)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            if (part is not (IConversionOperation or IInterpolatedStringHandlerCreationOperation or IInterpolatedStringOperation or IInterpolatedStringAppendOperation or IInterpolatedStringTextOperation
                    or IInterpolationOperation or IArgumentOperation or ILiteralOperation or IInvocationOperation or IObjectCreationOperation or IInstanceReferenceOperation
                    or IInterpolatedStringHandlerArgumentPlaceholderOperation)
                && part.Type is not { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String }
                && part.Type?.IsDomainValue() != true
                && part.Type?.TypeKind != TypeKind.Enum
                && !(part.Type?.IsContract("Host") == true || part.Type?.IsContract("Session") == true))
            {
                return false;
            }

            // A text that comes from elsewhere may hold a secret.
            if (part.Type.IsContract("Secret")
                || (part.Type.IsContract("Text") && part is IInvocationOperation or IParameterReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation))
            {
                return false;
            }
        }

        return true;
    }
}
