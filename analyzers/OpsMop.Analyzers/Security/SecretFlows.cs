using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Secrets on their way to where they would be seen.</summary>
internal sealed class SecretFlows : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM4001",
        Category.Security,
        "A secret would be seen",
        """
        A `Secret` is on its way into a plain string, a command line, a message, or a file that every user can read.

        `Secret.ToString()` throws, so as a part of a string it fails the run; and a `Text` that holds a secret is `***` as a string, which would be
        written in place of the password.
        Make it a `Text`: `Text settings = $"password={Password}"`, with `Text` in the place of `string` or `var`, also for the arms of `?:` and `switch`
        and for what a lambda gives back.
        A command gets a secret through `.SecretFile(…)` or `.Stdin(…)`; a file with a secret gets mode 0600 or 0640.

        The rule looks at interpolation, `+`, `string.Concat`, `Join` and `Format`, builders and writers of text, in all code of the project. A text holds
        a secret if a
        secret, or a text with one, is put into it in some branch; it is followed through variables, lambdas and methods of the project. A `Text` variable
        of a role, or what another
        assembly gives, is not known: the run checks it. What is printed, run or readable is read from `[Printed]`, `[RunsCommand]` and `[ReadableBy]`.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        CheckInterpolations(body, report);
        CheckSums(body, report);
        CheckCalls(body, report);
        CheckResources(body, report);
    }

    private static void CheckInterpolations(PolicyBody body, Report report)
    {
        var types = body.Types;
        foreach (var interpolated in body.OfKind<IInterpolatedStringOperation>(OperationKind.InterpolatedString))
        {
            foreach (var part in interpolated.Parts)
            {
                switch (part)
                {
                    case IInterpolationOperation hole:
                        CheckFormatted(hole.Expression, body, report);
                        break;
                    case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { TargetMethod: var append, Arguments: { Length: > 0 } arguments } }
                        when append.Name == "AppendFormatted":
                        if (KnownTypes.Is(append.ContainingType, types.CommandText))
                        {
                            // A Secret itself the compiler refuses.
                            if (SecretTaint.IsText(arguments[0].Value, types) && SecretTaint.IsSecret(arguments[0].Value, body))
                            {
                                report.Add(Rule, arguments[0].Value.Syntax.GetLocation(), SecretFaults.InCommand);
                            }
                        }
                        else if (!KnownTypes.Is(append.ContainingType, types.Text) && !KnowsSecrets(append, types))
                        {
                            CheckFormatted(arguments[0].Value, body, report);
                        }

                        break;
                }
            }
        }
    }

    /// <summary>A handler of the user's own that takes a secret as one knows what it does.</summary>
    private static bool KnowsSecrets(IMethodSymbol append, KnownTypes types) =>
        append.OriginalDefinition.Parameters is [{ Type: var type }, ..] && (KnownTypes.Is(type, types.Secret) || KnownTypes.Is(type, types.Text));

    private static void CheckFormatted(IOperation value, PolicyBody body, Report report)
    {
        foreach (var arm in ConstantReader.Arms(value))
        {
            // "object o = Password;" makes it no other thing.
            var source = arm is ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Object } local ? body.Locals.ValueOf(local.Local) : arm;
            if (SecretTaint.IsSecretValue(source, body.Types) || IsRecordOfSecrets(SecretTaint.Bare(arm)?.Type, body.Types))
            {
                report.Add(Rule, arm.Syntax.GetLocation(), SecretFaults.NoPlainText);
            }
            else if (SecretTaint.IsText(arm, body.Types) && SecretTaint.IsSecret(arm, body))
            {
                report.Add(Rule, arm.Syntax.GetLocation(), SecretFaults.Masked);
            }
        }
    }

    /// <summary>A record prints its members, unless its author says how.</summary>
    private static bool IsRecordOfSecrets(ITypeSymbol? type, KnownTypes types) =>
        type is INamedTypeSymbol { IsRecord: true } record
        && record.GetMembers().Any(member => member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false } property
            && KnownTypes.Is(property.Type, types.Secret))
        && !record.GetMembers().Any(member => member is IMethodSymbol { Name: "ToString" or "PrintMembers", IsImplicitlyDeclared: false });

    private static void CheckSums(PolicyBody body, Report report)
    {
        foreach (var sum in body.OfKind<IBinaryOperation>(OperationKind.Binary))
        {
            if (sum is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, OperatorMethod: null })
            {
                CheckFormatted(sum.LeftOperand, body, report);
                CheckFormatted(sum.RightOperand, body, report);
            }
        }

        foreach (var sum in body.OfKind<ICompoundAssignmentOperation>(OperationKind.CompoundAssignment))
        {
            if (sum is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, OperatorMethod: null })
            {
                CheckFormatted(sum.Value, body, report);
            }
        }
    }

    private static void CheckCalls(PolicyBody body, Report report)
    {
        foreach (var reference in body.OfKind<IMethodReferenceOperation>(OperationKind.MethodReference))
        {
            if (reference.Method.Name == "ToString" && SecretTaint.IsSecretValue(reference.Instance, body.Types))
            {
                report.Add(Rule, reference.Syntax.GetLocation(), SecretFaults.NoPlainText);
            }
        }

        foreach (var call in body.Invocations)
        {
            var method = call.TargetMethod;
            if (method.Name == "ToString")
            {
                if (method.Parameters.IsEmpty && SecretTaint.IsSecretValue(call.Instance, body.Types))
                {
                    report.Add(Rule, call.Syntax.GetLocation(), SecretFaults.NoPlainText);
                }
                else if (call.Parent is IConversionOperation { OperatorMethod: not null } conversion && KnownTypes.Is(conversion.Type, body.Types.Text)
                    && SecretTaint.IsText(call.Instance, body.Types) && SecretTaint.IsSecret(call.Instance!, body))
                {
                    report.Add(Rule, call.Syntax.GetLocation(), SecretFaults.Masked);
                }
            }
            else if (Formats(method))
            {
                foreach (var argument in call.Arguments)
                {
                    CheckArgument(argument.Value, body, report);
                }
            }
        }
    }

    private static void CheckArgument(IOperation value, PolicyBody body, Report report)
    {
        if (HoldsSecrets(SecretTaint.Bare(value)?.Type, body.Types))
        {
            report.Add(Rule, value.Syntax.GetLocation(), SecretFaults.NoPlainText);
        }
        else if (!value.IsImplicit || value is IConversionOperation)
        {
            CheckFormatted(value, body, report);
        }
        else
        {
            // What the compiler puts together for "params": an array, or a span, whose operation is younger than the oldest compiler that this runs in.
            foreach (var element in value.ChildOperations)
            {
                CheckArgument(element, body, report);
            }
        }
    }

    /// <summary>A list or array of secrets.</summary>
    private static bool HoldsSecrets(ITypeSymbol? type, KnownTypes types) => type switch
    {
        IArrayTypeSymbol array => KnownTypes.Is(array.ElementType, types.Secret),
        INamedTypeSymbol { SpecialType: not SpecialType.System_String } named => named.AllInterfaces.Concat([named]).Any(one =>
            one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T && KnownTypes.Is(one.TypeArguments[0], types.Secret)),
        _ => false,
    };

    /// <summary>The methods that make text of objects.</summary>
    private static bool Formats(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_String } => method.Name is "Concat" or "Join" or "Format",
        { Name: "StringBuilder" } type => IsIn(type, "System", "Text") && method.Name is "Append" or "AppendLine" or "AppendFormat" or "AppendJoin" or "Insert",
        { Name: "Console" } type => IsIn(type, "System") && method.Name is "Write" or "WriteLine",
        { Name: "Convert" } type => IsIn(type, "System") && method.Name == "ToString",
        { Name: "TextWriter" or "StreamWriter" or "StringWriter" } type => IsIn(type, "System", "IO")
            && method.Name is "Write" or "WriteLine" or "WriteAsync" or "WriteLineAsync",
        { Name: "Debug" or "Trace" } type => IsIn(type, "System", "Diagnostics") && (method.Name.StartsWith("Write", StringComparison.Ordinal)
            || method.Name.StartsWith("Trace", StringComparison.Ordinal)),
        { Name: "JsonSerializer" } type => IsIn(type, "System", "Text", "Json") && method.Name.StartsWith("Serialize", StringComparison.Ordinal),
        { Name: "LoggerExtensions" } type => IsIn(type, "Microsoft", "Extensions", "Logging"),
        _ => false,
    };

    private static bool IsIn(INamedTypeSymbol type, params string[] names)
    {
        var space = type.ContainingNamespace;
        for (var i = names.Length - 1; i >= 0; i--, space = space.ContainingNamespace)
        {
            if (space is null || space.Name != names[i])
            {
                return false;
            }
        }

        return space is { IsGlobalNamespace: true };
    }

    private static void CheckResources(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var (property, value) in resource.Values())
            {
                if (property.IsPrinted && KnownTypes.Is(property.Type, body.Types.Text) && SecretTaint.IsSecret(value, body))
                {
                    report.Add(Rule, value.Syntax.GetLocation(), $"{resource.Name}: {SecretFaults.Printed(property.Name)}");
                }
            }

            foreach (var setting in resource.Settings)
            {
                if (setting is { Property.ReadableBy: { } by, Value: { } text } && SecretTaint.IsSecret(text, body))
                {
                    CheckReadable(resource, setting, by, body, report);
                }
            }
        }
    }

    private static void CheckReadable(ResourceUse resource, Setting setting, string by, PolicyBody body, Report report)
    {
        var modes = resource.Of(by).ToList();
        if (modes is [var mode])
        {
            if (!mode.IsShared && !setting.IsShared && mode.Value is { } value && Readable(value, body) is { } bits && mode.Conditions.Meet(setting.Conditions))
            {
                report.Add(Rule, mode.Location, $"{resource.Name}: {SecretFaults.Readable(setting.Property!.Name, bits)}", others: [setting.Location]);
            }
        }
        else if (modes.Count == 0 && !resource.IsOpen && resource.Type.Find(by)?.FromScope is { } scope
            && WithScope.ValueOf(resource.Call, scope, body.Constants) is { } given && Readable(given, body) is { } inherited)
        {
            report.Add(
                Rule,
                resource.Location,
                $"{resource.Name}: {SecretFaults.Readable(setting.Property!.Name, inherited)}",
                others: [given.Syntax.GetLocation(), setting.Location]);
        }
    }

    /// <summary>The mode as four digits if it is known and lets every user read.</summary>
    private static string? Readable(IOperation mode, PolicyBody body) =>
        body.Constants.ValueOf(mode) is string text && UnixModeParser.TryParse(text, out var bits, out _) && (bits & 0x4) != 0
            ? UnixModeParser.Print(bits) : null;
}
