using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>What has a version and does not name it, under <c>[Reproducible]</c>: <c>[Pins]</c>.</summary>
internal sealed class UnpinnedVersions : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM3005",
        Category.Idempotence,
        "A version that is not exact, under [Reproducible]",
        """
        `[Reproducible]` says that today's run and next year's give the same host. A package without a version, with a pattern such as `1.22.*`, or the newest one,
        is another package next year.

        Name the version exactly. The rule reads `[Pins]` of the type's properties, and `[Reproducible]` of the role, of the assembly, and of policies of the project
        that add the role, also by way of a role that includes it. A version that is a variable is taken to be exact. What is to be gone needs no version, and
        commands that fetch what is newest are not looked into.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var pin in resource.Type.Properties)
            {
                if (pin.Pins && body.Owner.ContainingType is { } type && body.Compilation.ReproducibleRoles.Has(type) && !IsAbsent(resource))
                {
                    Check(resource, pin, body, report);
                }
            }
        }
    }

    private static bool IsAbsent(ResourceUse resource) => resource.Settings.Any(setting => setting.Property?.IsAbsence == true);

    private static void Check(ResourceUse resource, PropertyInfo pin, PolicyBody body, Report report)
    {
        var isPinned = false;
        foreach (var (property, value) in resource.Values().Where(one => one.Property == pin))
        {
            foreach (var (at, constant) in body.Constants.Alternatives(value))
            {
                if (constant is string text && text.EndsWith("*", StringComparison.Ordinal))
                {
                    report.Add(Rule, At(at, value), $"{resource.Name}: {property.Name} '{text}' is not exact, and the role is [Reproducible]. Name the whole version.");
                }
            }

            isPinned |= !(body.Constants.TryRead(value, out var known) && known is null);
        }

        var newest = resource.Settings.FirstOrDefault(setting => setting.Property is { } other && other != pin && !other.IsAbsence && !other.IsArgument && other.Type.SpecialType == SpecialType.System_Boolean
            && resource.Type.OneOfs.Any(oneOf => oneOf.Properties.Contains(pin.Name) && oneOf.Properties.Contains(other.Name)));
        if (newest is not null)
        {
            report.Add(
                Rule,
                newest.Location,
                $"{resource.Name}: {newest.Name} is another version next year, and the role is [Reproducible]. Name one: .{pin.Name}(\"…\").");
        }
        else if (!isPinned && !resource.IsOpen)
        {
            report.Add(Rule, resource.Location, $"{resource.Name}: {pin.Name} is not given, and the role is [Reproducible]. Add .{pin.Name}(\"…\").");
        }
    }

    /// <summary>The constant where it stands in this body's file; otherwise the argument.</summary>
    private static Location At(IOperation constant, IOperation value) => (constant.Syntax.SyntaxTree == value.Syntax.SyntaxTree ? constant : value).Syntax.GetLocation();
}
