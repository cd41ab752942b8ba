using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Content that is fetched from an address.</summary>
internal sealed class Downloads : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM4004",
        Category.Security,
        "A download that nothing vouches for",
        """
        What is fetched over plain http anybody on the way can read and replace; and without a checksum nobody notices when the server gives another file
        than yesterday.
        Use `https`, and give the checksum: then what is fetched is what was reviewed, and two hosts get the same.

        The rule looks at types that have an address (`[Url]`) and a `Sha256` that belongs to it (`[Needs]`). An address of the target itself (`file:`)
        needs no checksum, and http to the
        host itself (`localhost`, `127.0.0.1`, `[::1]`) crosses no network. An address that is only known at run time needs a checksum too.
        """);

    /// <summary>The beginning of an address that a code fix replaces.</summary>
    public const string PlainHttp = "http://";

    private static readonly string[] s_own = ["localhost", "127.", "[::1]", "ip6-localhost"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                if (setting is { Property: { IsUrl: true } url, Value: { } value } && ChecksumOf(resource.Type, url, body.Types) is { } checksum
                    && !Presence.IsAbsent(setting, body))
                {
                    Check(resource, setting, value, checksum, body, report);
                }
            }
        }
    }

    private static PropertyInfo? ChecksumOf(ResourceTypeInfo type, PropertyInfo url, KnownTypes types)
    {
        foreach (var property in type.Properties)
        {
            if (KnownTypes.Is(property.Type, types.Sha256) && property.Needs.Contains(url.Name))
            {
                return property;
            }
        }

        return null;
    }

    private static void Check(ResourceUse resource, Setting setting, IOperation value, PropertyInfo checksum, PolicyBody body, Report report)
    {
        var isLocal = true;
        foreach (var arm in ConstantReader.Arms(value))
        {
            var start = StartOf(arm, body);
            isLocal &= start?.StartsWith("file:", StringComparison.OrdinalIgnoreCase) == true || (body.Constants.TryRead(arm, out var constant)
                && constant is null);
            if (start?.StartsWith(PlainHttp, StringComparison.OrdinalIgnoreCase) == true
                && !s_own.Any(own => start.Substring(PlainHttp.Length).StartsWith(own, StringComparison.OrdinalIgnoreCase)))
            {
                report.Add(
                    Rule,
                    arm.Syntax.GetLocation(),
                    $"{resource.Name}: {setting.Property!.Name} is plain http: anybody on the way can read and replace what is fetched. Use https.");
            }
        }

        if (!isLocal && !resource.IsOpen && !resource.Of(checksum.Name).Any(one => !Presence.IsAbsent(one, body)))
        {
            report.Add(
                Rule,
                setting.Location,
                $"{resource.Name}: {setting.Property!.Name} has no {checksum.Name}: whatever the server gives is put in place. Add .{checksum.Name}(…).");
        }
    }

    /// <summary>What an address begins with, as far as it is known: <c>$"http://{host}/x"</c> is http whatever the host.</summary>
    private static string? StartOf(IOperation value, PolicyBody body)
    {
        if (body.Constants.ValueOf(value) is string text)
        {
            return text;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                return StartOf(conversion.Operand, body);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return StartOf(sum.LeftOperand, body);
            case ILocalReferenceOperation local when body.Locals.ValueOf(local.Local) is { } assigned:
                return StartOf(assigned, body);
            case IInterpolatedStringOperation interpolated:
                var start = "";
                foreach (var (literal, hole, _, _) in Interpolation.Parts(interpolated))
                {
                    if ((literal ?? (hole is null ? null : body.Constants.TextOf(hole))) is not { } known)
                    {
                        break;
                    }

                    start += known;
                }

                return start;
            default:
                return null;
        }
    }
}
