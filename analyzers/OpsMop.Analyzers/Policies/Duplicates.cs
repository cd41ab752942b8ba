using Microsoft.CodeAnalysis;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Two declarations of one thing: the same resource, handler or role twice, and resources that contradict each other.</summary>
internal sealed class Duplicates : PolicyRule
{
    public static readonly DiagnosticDescriptor Twice = Analyzers.Rule.Error(
        "OPM2005",
        Category.Policies,
        "Declared twice",
        """
        A resource of one type and identity is declared twice on a host; or a handler's name stands twice in a role; or a role is added or included twice
        under one name.
        Which of the two resources should win nobody can say, and the second handler or role could not be told from the first. Join them, put each under a
        condition, or give each a name.

        The rule compares what is written in one role, in the methods that it calls and in the roles that it includes; what comes from a role or method is
        reported where it is included or
        called, if that is the later place. Paths are compared as they are normalised, and `Folder / "a"` twice is the same path though nobody knows the
        folder.
        The two branches of an `if`, what stands under `When`, in a handler, and the parts of a `Try` are alternatives. What only the run can know, such as
        two roles
        of a policy that meet on one host, the model check finds.
        """);

    public static readonly DiagnosticDescriptor Contrary = Analyzers.Rule.Error(
        "OPM2006",
        Category.Policies,
        "Resources contradict each other",
        """
        Two resources say different things of one path, user, group, package or unit: a file and a directory at one path, or a file that is to be there and
        to be gone.
        Each run would undo with the one what it does with the other. Keep one of them, or put each under a condition.

        The rule reads `[Claims]` and `[Absence]`, so it holds for types of your own as for ours, and it looks where the rule about duplicates
        ([OPM2005](OPM2005.md)) does.
        Two resources that are both to be gone do not contradict each other.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Twice, Contrary];

    public override void Check(PolicyBody body, Report report)
    {
        if (!Concerns(body))
        {
            return;
        }

        var all = Declarations.Of(body).All;
        if (all.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            var (what, conditions, via) = all[i];
            var function = Places.FunctionAround(via);
            report.Cancel.ThrowIfCancellationRequested();
            if (Earlier(what.Key) is { } same)
            {
                if (what.Type is { } && what.IsAbsent is { } isAbsent && same.IsAbsent == !isAbsent)
                {
                    report.Add(Contrary, At(i), ModelFaults.GoneAndThere(what.Name, isAbsent, same.Location.Print()), others: [same.Location]);
                }
                else
                {
                    report.Add(Twice, At(i), Words(what, same), others: [same.Location]);
                }
            }
            else
            {
                foreach (var claim in what.Claims)
                {
                    if (Earlier(claim, what) is { } other)
                    {
                        report.Add(
                            Contrary,
                            At(i),
                            ModelFaults.Contradicts(what.Name, other.Name, other.Location.Print(), claim.Substring(0, claim.IndexOf(':')), NameIn(claim)),
                            others: [other.Location]);
                        break;
                    }
                }
            }

            foreach (var key in what.Claims.Concat([what.Key]))
            {
                if (!seen.TryGetValue(key, out var places))
                {
                    seen.Add(key, places = []);
                }

                places.Add(i);
            }

            // What one call brings twice is told where it is declared; and what stands in a function is compared with what stands in it too.
            Declaration? Earlier(string key, Declaration? claiming = null)
            {
                if (seen.TryGetValue(key, out var places))
                {
                    foreach (var place in places)
                    {
                        var (earlier, others, origin) = all[place];
                        if (origin != via && Places.FunctionAround(origin) == function && others.Meet(conditions) && (claiming is null
                            || Contradict(earlier, claiming)))
                        {
                            return earlier;
                        }
                    }
                }

                return null;
            }
        }

        // What another method or role declares is reported where this body calls for it.
        Location At(int index)
        {
            var (declared, via) = (all[index].What.Location, all[index].Via.Syntax);
            return declared.SourceTree == via.SyntaxTree && via.Span.Contains(declared.SourceSpan) ? declared : via.GetLocation();
        }
    }

    private static bool Contradict(Declaration one, Declaration other) =>
        one.Type is { } && other.Type is { } && !SymbolEqualityComparer.Default.Equals(one.Type.Symbol, other.Type.Symbol)
        && one.IsAbsent is { } isOneAbsent && other.IsAbsent is { } isOtherAbsent && !(isOneAbsent && isOtherAbsent);

    /// <summary>The name in a claim such as <c>Path:/etc/motd</c>; <see langword="null"/> where a part of it stands for what nobody knows here.</summary>
    private static string? NameIn(string claim) => claim.Contains('\u0001') ? null : claim.Substring(claim.IndexOf(':') + 1);

    private static string Words(Declaration what, Declaration same) => what.Type is not null
        ? ModelFaults.DeclaredTwice(what.Name, same.Location.Print())
        : what.Key.StartsWith(Declarations.Handler, StringComparison.Ordinal) ? ModelFaults.HandlerDeclaredTwice(what.Name)
        : what.Key.StartsWith(Declarations.Added, StringComparison.Ordinal) ? ModelFaults.RoleAddedTwice(what.Name)
        : ModelFaults.RoleIncludedTwice(what.Name);

    /// <summary>Whether anything of what has names is declared here at all.</summary>
    private static bool Concerns(PolicyBody body) => body.Kind is BodyKind.Define or BodyKind.Compose
        || (body.Owner is IMethodSymbol method && method.Parameters.Any(parameter => KnownTypes.Is(parameter.Type, body.Types.Host)
            || KnownTypes.Is(parameter.Type, body.Types.Roles)));
}
