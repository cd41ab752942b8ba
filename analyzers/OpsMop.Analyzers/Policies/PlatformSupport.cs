using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Whether what a role declares can be brought about on the platforms that it is written for: <c>[Targets]</c> and <c>.Via&lt;P&gt;()</c>.</summary>
internal sealed class PlatformSupport : PolicyRule
{
    public static readonly DiagnosticDescriptor WrongProvider = Rule.Error(
        "OPM2011",
        Category.Policies,
        "A provider that cannot do it",
        """
        `.Via<P>()` takes a provider whatever the platform. It must be one of the resource's type; and where the role says with `[Targets(…)]` what it is written for, the
        provider must work there: `AptProvider` installs nothing on a BSD. Leave `.Via` out, and the provider that fits is taken, or ask
        `host.Platform.Is(…)` first.

        The rule knows the providers of the project and of the assemblies that it references. It says nothing of platforms whose name it does not know, nor of what stands
        under a condition.
        """);

    public static readonly DiagnosticDescriptor NoProvider = Rule.Error(
        "OPM2012",
        Category.Policies,
        "No provider for a platform that is targeted",
        """
        `[Targets("debian", "freebsd")]` says which platforms a role or policy is written for. A resource of a type that no provider brings about on one of them fails there, so it
        fails here first. Ask `host.Platform.Is(…)` before the resource, take the platform off the list, or reference the library that has a provider for it. A name that is no
        platform is reported too, with the one that was probably meant.

        `[Targets]` on a role is checked with what its `Define` or `RunAsync` declares; on a policy, with the roles that `Compose` adds and that have no `[Targets]` of their own.
        A family such as `linux` is supported where one of its platforms is. What stands under a condition is not looked at, because it may be the platform that is asked for,
        nor are helper methods and included roles.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [WrongProvider, NoProvider];

    /// <summary>Reports names of platforms that nobody knows.</summary>
    public static void CheckNames(INamedTypeSymbol type, AttributeData attribute, IFaultSink faults)
    {
        foreach (var name in attribute.ConstructorArguments is [var given] ? given.Strings() : EquatableArray<string>.Empty)
        {
            if (!PlatformFamilies.IsKnown(name))
            {
                faults.Add(NoProvider.Id, new FaultPlace(type, attribute, name), PlatformFamilies.Unknown($"[Targets] of {type.Name}", name));
            }
        }
    }

    public override void Check(PolicyBody body, Report report)
    {
        if (body.Resources.Count > 0)
        {
            CheckResources(body, report);
        }

        if (body.Kind == BodyKind.Compose && TargetsOf(body.Owner.ContainingType) is { Count: > 0 } targets)
        {
            CheckRoles(body, targets, report);
        }
    }

    private static void CheckResources(PolicyBody body, Report report)
    {
        var targets = body.Kind is BodyKind.Define or BodyKind.Procedure ? TargetsOf(body.Owner.ContainingType) : [];
        foreach (var resource in body.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                if (setting is { Name: "Via", Property: null } && setting.Call.TargetMethod.TypeArguments is [INamedTypeSymbol chosen])
                {
                    CheckChoice(body, resource, setting, chosen, targets, report);
                }
            }

            if (targets.Count > 0 && Unsupported(body, resource, targets) is { } target)
            {
                report.Add(NoProvider, resource.Location, $"{resource.Name}: {NoneWorks(body, resource, $"{target}, which {body.Owner.ContainingType.Name} targets")}");
            }
        }
    }

    private static void CheckChoice(PolicyBody body, ResourceUse resource, Setting setting, INamedTypeSymbol chosen, IReadOnlyList<string> targets, Report report)
    {
        var provider = body.Compilation.Catalogue.Providers.FirstOrDefault(one => Same(one.Class, chosen) && Same(one.Resource, resource.Type.Symbol));
        if (provider is null)
        {
            report.Add(WrongProvider, setting.Location, $"{resource.Name}: {ProviderWords.NotOf(chosen.Name, resource.Call.TargetMethod.Name, Known(body, resource))}");
        }
        else if (resource.AllConditions().AreOfEveryPlatform
            && setting.Conditions.AreOfEveryPlatform
            && targets.FirstOrDefault(target => !Works(provider, target)) is { } missing)
        {
            report.Add(
                WrongProvider,
                setting.Location,
                $"{resource.Name}: {chosen.Name} works on {string.Join(", ", provider.Platforms)}, and {body.Owner.ContainingType.Name} targets {missing}. Leave .Via out, or ask host.Platform.Is(…) first.");
        }
    }

    /// <summary>A policy's targets are those of the roles that it adds and that say nothing themselves.</summary>
    private static void CheckRoles(PolicyBody body, IReadOnlyList<string> targets, Report report)
    {
        foreach (var call in body.Invocations)
        {
            if (call.TargetMethod.Name != "Add" || !KnownTypes.Is(call.TargetMethod.ContainingType, body.Types.Roles)
                || !Conditions.Of(call).AreOfEveryPlatform || RoleOf(call) is not { } role || TargetsOf(role).Count > 0)
            {
                continue;
            }

            foreach (var method in role.GetMembers().OfType<IMethodSymbol>().Where(method => method is { IsOverride: true, Name: "Define" or "RunAsync" }))
            {
                if (body.Compilation.BodyOf(method) is not { } declared)
                {
                    continue;
                }

                foreach (var resource in declared.Resources)
                {
                    if (Unsupported(declared, resource, targets) is { } target)
                    {
                        report.Add(
                            NoProvider,
                            At(call),
                            $"{role.Name} declares {resource.Name}: {NoneWorks(declared, resource, $"{target}, which {body.Owner.ContainingType.Name} targets")}",
                            others: [resource.Location]);
                        break;
                    }
                }
            }
        }
    }

    private static INamedTypeSymbol? RoleOf(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments is [INamedTypeSymbol added])
        {
            return added;
        }

        var value = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return (value as IObjectCreationOperation)?.Type as INamedTypeSymbol;
    }

    /// <summary>The call without its arguments: <c>roles.Add&lt;Web&gt;</c>.</summary>
    private static Location At(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: var called } ? called.GetLocation() : call.Syntax.GetLocation();

    /// <summary>
    /// The first platform on which nobody can bring a resource about; <see langword="null"/> where there is none, or the policy may have asked for the
    /// platform.
    /// </summary>
    private static string? Unsupported(PolicyBody body, ResourceUse resource, IReadOnlyList<string> targets)
    {
        if (resource.Has("Via") || !resource.AllConditions().AreOfEveryPlatform || resource.IsOpen)
        {
            return null;
        }

        var providers = ProvidersOf(body, resource).ToList();
        return providers.Count == 0 ? null : targets.FirstOrDefault(target => !providers.Exists(provider => Works(provider, target)));
    }

    private static bool Works(DeclaredProvider provider, string target) =>
        provider.Platforms.Count == 0 || provider.Platforms.Any(platform => PlatformFamilies.MayMeet(platform, target));

    private static IEnumerable<DeclaredProvider> ProvidersOf(PolicyBody body, ResourceUse resource) =>
        body.Compilation.Catalogue.Providers.Where(provider => Same(provider.Resource, resource.Type.Symbol));

    private static string NoneWorks(PolicyBody body, ResourceUse resource, string platform) =>
        ProviderWords.NoneWorks(resource.Call.TargetMethod.Name, platform, Known(body, resource));

    private static IEnumerable<(string Name, IReadOnlyList<string> Platforms)> Known(PolicyBody body, ResourceUse resource) =>
        ProvidersOf(body, resource).Select(provider => (provider.Name, provider.Platforms));

    private static bool Same(INamedTypeSymbol one, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    /// <summary>What a role or policy says that it is for; a class that says nothing is for what its base class is for.</summary>
    private static IReadOnlyList<string> TargetsOf(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (current.Attribute("TargetsAttribute") is { ConstructorArguments: [var given] })
            {
                return given.Strings();
            }
        }

        return [];
    }
}
