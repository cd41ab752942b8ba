using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using OpsMop.CodeFixes;

namespace OpsMop.Analyzers.Tests;

/// <summary>Applies code fixes as an editor does.</summary>
internal static class Fix
{
    private static readonly IReadOnlyList<CodeFixProvider> s_fixes =
        [.. typeof(PolicyCodeFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>Every id that some code fix mends.</summary>
    public static IReadOnlySet<string> Ids { get; } = s_fixes.SelectMany(fix => fix.FixableDiagnosticIds).ToHashSet();

    /// <summary>The body of <c>Define</c>, before and after the fix of the first diagnostic with the id.</summary>
    public static Task DefineAsync(string id, string before, string after) => FileAsync(id, Role(before), Role(after));

    /// <summary>A file, before and after the fix of the first diagnostic with the id.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="before">The file, without marks.</param>
    /// <param name="after">The file as the fix leaves it; what is not there before must have no fault either.</param>
    /// <param name="title">The title of the fix where there are several; any where not given.</param>
    public static async Task FileAsync(string id, string before, string after, string? title = null)
    {
        var actions = await ActionsAsync(id, before);
        var action = Assert.Single(actions.Where(one => title is null || one.Title == title).Take(1));
        var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.Projects.Single().Documents.Single(document => document.FilePath == "/src/Policy.cs");
        Assert.Equal(after.ReplaceLineEndings("\n"), (await changed.GetTextAsync()).ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Asserts that the diagnostic is there and that nothing is offered for it.</summary>
    public static async Task NoneAsync(string id, string body) => Assert.Empty((await ActionsAsync(id, Role(body))).Select(action => action.Title));

    /// <summary>Asserts that the diagnostic is there in a whole file and that nothing is offered for it.</summary>
    public static async Task NoneInFileAsync(string id, string file) => Assert.Empty((await ActionsAsync(id, file)).Select(action => action.Title));

    private static async Task<List<CodeAction>> ActionsAsync(string id, string text)
    {
        var project = PolicyProject.Of(("/src/Policy.cs", text));
        var diagnostics = await project.DiagnosticsAsync();
        var diagnostic = diagnostics.FirstOrDefault(one => one.Id == id);
        Assert.True(diagnostic is not null, $"There is no {id}, but:\n{string.Join("\n", diagnostics)}");

        using var workspace = new AdhocWorkspace();
        var compilation = project.Compile();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Contoso",
            "Contoso",
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: PolicyProject.ParseOptions,
            metadataReferences: compilation.References));
        DocumentId? policy = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var document = DocumentId.CreateNewId(solution.ProjectIds[0]);
            solution = solution.AddDocument(document, Path.GetFileName(tree.FilePath), SourceText.From(tree.ToString()), filePath: tree.FilePath);
            policy = tree.FilePath == "/src/Policy.cs" ? document : policy;
        }

        var actions = new List<CodeAction>();
        foreach (var fix in s_fixes.Where(one => one.FixableDiagnosticIds.Contains(id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(solution.GetDocument(policy)!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private static string Role(string body) =>
        $$"""
        public sealed partial class Site : Role
        {
            public bool Condition { get; set; }
            public string Word { get; set; } = "";
            public AbsolutePath Folder { get; set; }

            public override void Define(Host host)
            {
                {{body.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
