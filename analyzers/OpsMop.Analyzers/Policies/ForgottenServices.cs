using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>What is half done: a unit file without its service, a property that suggests another.</summary>
internal sealed class ForgottenServices : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM2014",
        Category.Policies,
        "Half of it seems to be missing",
        """
        A unit file is put in place and nothing starts or enables the unit: it runs when somebody remembers it. Or a service is enabled and never started: it runs after the next reboot.
        Say what the service should do, or leave the warning where another hand does it.

        A unit counts as managed where any resource of the project claims it, a timer for its service too, where its name stands in any other text of the project, or where the role
        manages units whose names are not constants, or includes roles and calls methods that the rule cannot read. Templates (`app@.service`) and drop-ins are left alone. The
        other half reads `[Suggests]` of the type's properties.
        """);

    private static readonly string[] s_folders = ["/etc/systemd/system/", "/usr/lib/systemd/system/", "/lib/systemd/system/", "/usr/local/lib/systemd/system/", "/run/systemd/system/"];
    private static readonly string[] s_endings = [".service", ".timer", ".socket", ".mount", ".automount", ".path", ".swap"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            CheckSuggestions(resource, body, report);
            if (body.Kind is BodyKind.Define && UnitFile(resource, body) is { } file)
            {
                var stem = file.Substring(0, file.LastIndexOf('.'));
                if (!MayBeManaged(resource, stem, body))
                {
                    report.Add(
                        Rule,
                        resource.Location,
                        $"{resource.Name}: nothing starts or enables {file}. Declare the unit as well, such as host.Service(\"{(file.EndsWith(".service", StringComparison.Ordinal) ? stem : file)}\").Running().Enabled().");
                }
            }
        }
    }

    private static void CheckSuggestions(ResourceUse resource, PolicyBody body, Report report)
    {
        if (resource.IsOpen)
        {
            return;
        }

        foreach (var setting in resource.Settings)
        {
            if (setting.Property is { } property
                && property.Symbol.Attribute("SuggestsAttribute") is { ConstructorArguments: [{ Value: string suggested }] } attribute
                && IsOn(setting, body)
                && resource.Type.Find(suggested) is { } other
                && !IsGiven(resource, suggested, body))
            {
                var because = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Because").Value.Value as string;
                report.Add(
                    Rule,
                    setting.Location,
                    $"{resource.Name}: {property.Name} is set and {suggested} is not. {because ?? "Most likely it is missing."} Add .{Call(other)}.");
            }
        }
    }

    /// <summary>Whether the property is given, and is no <c>false</c>.</summary>
    private static bool IsOn(Setting setting, PolicyBody body) =>
        setting.Value is not { } value || (body.Constants.TryRead(value, out var constant) && constant is not (null or false));

    /// <summary>Whether the suggested property is set, here or by another resource of the same name; methods written by hand may set it too.</summary>
    private static bool IsGiven(ResourceUse resource, string property, PolicyBody body)
    {
        foreach (var other in body.Resources)
        {
            if (other.Type == resource.Type && (other == resource || other.Name == resource.Name))
            {
                foreach (var setting in other.Settings)
                {
                    if (setting.Property?.Name == property
                        || (setting.Property is null && !KnownTypes.IsOrDerivesFrom(setting.Call.TargetMethod.ContainingType, body.Types.ResourceBuilder)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static string Call(PropertyInfo property)
    {
        if (property.Type.TypeKind == TypeKind.Enum && property.Type.Attribute("VerbsAttribute") is not null)
        {
            foreach (var member in property.Type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true })
                {
                    return member.Name + "()";
                }
            }
        }

        return property.Name + "(…)";
    }

    /// <summary>The name of the unit whose file a resource puts in place.</summary>
    private static string? UnitFile(ResourceUse resource, PolicyBody body)
    {
        var hasContent = false;
        string? name = null;
        foreach (var property in resource.Type.Properties)
        {
            hasContent |= property.ReadableBy is not null || KnownTypes.Is(property.Type, body.Types.SourceFile);
            if (property is { Claim: "Path", IsArgument: true } && resource.Argument(property) is { } value && body.Constants.TextOf(value) is { } path)
            {
                foreach (var folder in s_folders)
                {
                    if (path.StartsWith(folder, StringComparison.Ordinal) && path.IndexOf('/', folder.Length) < 0)
                    {
                        name = path.Substring(folder.Length);
                    }
                }
            }
        }

        return hasContent && name is not null && name.IndexOf('@') < 0
            && Array.Exists(s_endings, ending => name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length)
            && !resource.Settings.Any(setting => setting.Property?.Has("AbsenceAttribute") == true)
            ? name
            : null;
    }

    private static bool MayBeManaged(ResourceUse file, string stem, PolicyBody body)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (MayManage(body, stem, seen, 8))
        {
            return true;
        }

        // Any other text of the project that names the unit: a list of names that a loop goes over, a command, the unit that wants it.
        var statement = file.Call.Syntax.FirstAncestorOrSelf<StatementSyntax>() ?? file.Call.Syntax;
        return body.Compilation.Words.StandsOutside(stem, statement)
            || Array.Exists(s_endings, ending => body.Compilation.Words.StandsOutside(stem + ending, statement));
    }

    /// <summary>Whether a body, or what it includes and calls, manages the unit or some unit whose name is not known.</summary>
    private static bool MayManage(PolicyBody body, string stem, HashSet<ISymbol> seen, int depth)
    {
        if (depth == 0 || !seen.Add(body.Owner))
        {
            return depth == 0;
        }

        foreach (var resource in body.Resources)
        {
            foreach (var property in resource.Type.Properties)
            {
                if (property.Claim == "Unit"
                    && (resource.Argument(property) is not { } value || body.Constants.TextOf(value) is not { } unit || unit == stem || unit.StartsWith(stem + ".", StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }

        foreach (var call in body.Invocations)
        {
            var method = call.TargetMethod;
            if (method.Name == "Include" && KnownTypes.Is(method.ContainingType, body.Types.Host) && method.TypeArguments is [INamedTypeSymbol role])
            {
                if (DefineOf(role) is not { } define || body.Compilation.BodyOf(define) is not { } included || MayManage(included, stem, seen, depth - 1))
                {
                    return true;
                }
            }
            else if (call.Arguments.Any(argument => KnownTypes.Is(argument.Value.Type, body.Types.Host)) && !PolicyBody.IsGenerated(method))
            {
                if (body.Compilation.BodyOf(method.ReducedFrom ?? method) is not { } called || MayManage(called, stem, seen, depth - 1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IMethodSymbol? DefineOf(INamedTypeSymbol role)
    {
        for (var type = role; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("Define"))
            {
                if (member is IMethodSymbol { IsAbstract: false } define)
                {
                    return define;
                }
            }
        }

        return null;
    }
}
