using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Modes that let every user write, or run a program as its owner.</summary>
internal sealed class PermissiveModes : PolicyRule
{
    private const int WorldWritable = 0x2, Sticky = 0x200, SetGid = 0x400, SetUid = 0x800;

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM4003",
        Category.Security,
        "A mode lets everybody in",
        """
        With mode 0777 or 0666 every user and every program on the machine can replace what is there, and so decide what others run and read.
        With set-uid (4000) a program runs as its owner, usually root, whoever starts it; with set-gid (2000) as its group. A mistake in such a program is
        a way to root.
        Give the group what it needs, 0770 or 0660, and put those who need it into the group. Where it is meant, say so with `#pragma warning disable
        OPM4003` and a reason.

        The rule reads every constant that becomes a `UnixMode`: on resources, in `With`, as the default of a variable. A folder with the sticky bit (1777)
        is how `/tmp` works, and
        set-gid on a folder hands its group on to what is made in it: both are left alone, and so is set-gid where the rule cannot see whether it is for a
        file.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var conversion in body.OfKind<IConversionOperation>(OperationKind.Conversion))
        {
            if (conversion.OperatorMethod is { } method && KnownTypes.Is(method.ContainingType, body.Types.UnixMode) && !IsCompared(conversion))
            {
                foreach (var (at, value) in body.Constants.Alternatives(conversion.Operand))
                {
                    if (value is string text && UnixModeParser.TryParse(text, out var bits, out _))
                    {
                        Check(at, bits, conversion, body, report);
                    }
                }
            }
        }

        foreach (var call in body.Invocations)
        {
            if (call.TargetMethod is { Name: "FromBits", IsStatic: true } method && KnownTypes.Is(method.ContainingType, body.Types.UnixMode)
                && call.Arguments is [var argument] && body.Constants.ValueOf(argument.Value) is int bits)
            {
                Check(argument.Value, bits & 0xFFF, call, body, report);
            }
        }
    }

    /// <summary>A mode that another one is compared with is given to nobody.</summary>
    private static bool IsCompared(IOperation mode)
    {
        var parent = mode.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is IBinaryOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Equals" } };
    }

    private static void Check(IOperation at, int bits, IOperation mode, PolicyBody body, Report report)
    {
        if ((bits & (WorldWritable | SetGid | SetUid)) == 0)
        {
            return;
        }

        var (resource, isFile) = PlaceOf(mode, body);
        var name = resource is null ? "" : resource.Name + ": ";
        var printed = UnixModeParser.Print(bits);
        if ((bits & WorldWritable) != 0 && ((bits & Sticky) == 0 || isFile))
        {
            report.Add(
                Rule,
                at.Syntax.GetLocation(),
                $"{name}mode {printed} lets every user write. Give the group what it needs, such as {UnixModeParser.Print(bits & ~0x7)}, and put those who need it into the group.");
        }
        else if ((bits & SetUid) != 0)
        {
            report.Add(
                Rule,
                at.Syntax.GetLocation(),
                $"{name}mode {printed} has the set-uid bit: whoever runs it becomes its owner. Use {UnixModeParser.Print(bits & ~(SetUid | SetGid))}, or let sudo decide who may.");
        }
        else if ((bits & SetGid) != 0 && isFile)
        {
            report.Add(
                Rule,
                at.Syntax.GetLocation(),
                $"{name}mode {printed} has the set-gid bit: whoever runs it gets its group. Use {UnixModeParser.Print(bits & ~SetGid)}, or let sudo decide who may.");
        }
    }

    /// <summary>The resource that gets the mode, and whether it is certainly that of a file.</summary>
    private static (ResourceUse? Resource, bool IsFile) PlaceOf(IOperation mode, PolicyBody body)
    {
        for (var parent = mode.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IArgumentOperation { Parent: IInvocationOperation call } argument)
            {
                if (WithScope.IsWith(call))
                {
                    return (null, argument.Parameter?.Name == "mode");
                }

                foreach (var resource in body.Resources)
                {
                    foreach (var setting in resource.Settings)
                    {
                        if (setting.Call == call)
                        {
                            return (resource, setting.Property?.FromScope == "Mode");
                        }
                    }
                }

                return default;
            }
        }

        return default;
    }
}
