using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Source files that do not exist.</summary>
internal sealed class MissingSourceFiles : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2009",
        Category.Policies,
        "A source file does not exist",
        """
        The file whose content is to be put in place is not in the project. It would not travel with the role, and the run would fail where it is needed. The path is
        relative to the folder of the project that declares the role; what is in the folders `files` and `templates` is copied with the build.

        The compiler gets the names of these files, and of those that the project adds as `OpsMopFile`. The rule speaks of constant paths below such folders, and of bare names of
        which it finds the file in one of them. Files that the project copies in its own way are left to the run time, and with `OpsMopCopyFiles=false` all of them.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        if (body.Resources.Count == 0 || body.Compilation.ProjectFiles is not { } files)
        {
            return;
        }

        HashSet<SyntaxNode>? reported = null;
        foreach (var resource in body.Resources)
        {
            if (!resource.Type.Properties.Any(property => KnownTypes.Is(property.Type, body.Types.SourceFile)))
            {
                continue;
            }

            foreach (var (property, value) in resource.Values())
            {
                if (!KnownTypes.Is(property.Type, body.Types.SourceFile))
                {
                    continue;
                }

                foreach (var arm in ConstantReader.Arms(value))
                {
                    // Before the conversion to SourceFile there may be another choice.
                    foreach (var (at, constant) in body.Constants.Alternatives(arm is Microsoft.CodeAnalysis.Operations.IConversionOperation conversion ? conversion.Operand : arm))
                    {
                        if (constant is string text
                            && SourceFileParser.TryParse(text, out var path, out _)
                            && !files.Has(path)
                            && !files.HasFolder(path)
                            && (files.Knows(path) || (path.IndexOf('/') < 0 && ValueFault.MeantFile(path, files.Paths) is not null))
                            && (reported ??= []).Add(at.Syntax))
                        {
                            var meant = ValueFault.MeantFile(path, files.Paths);
                            report.Add(
                                Rule,
                                at.Syntax.GetLocation(),
                                $"{resource.Name}: {ValueFault.NoSourceFile(path, files.Paths)}",
                                FixWith(at.Syntax is LiteralExpressionSyntax ? meant : null));
                        }
                    }
                }
            }
        }
    }

    private static ImmutableDictionary<string, string?>? FixWith(string? right) =>
        right is null ? null : ImmutableDictionary<string, string?>.Empty.Add(InvalidValues.Right, right);
}
