using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpsMop.Analyzers;
using OpsMop.Generators;

// Where the analyzers' time goes: the bodies of the policies in a folder are read and checked rule by rule. bench/gate.py writes such a folder, and measures
// what a whole build costs with and without them.
// Repeat with: bench/gate.py --rounds 1 && dotnet run -c Release --project bench/OpsMop.Analyzers.Bench -- artifacts/bench/gate/Part0
const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using OpsMop;";
var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp12);
var trees = Directory.EnumerateFiles(args is [var folder] ? folder : throw new ArgumentException("Say which folder: artifacts/bench/gate/Part0"), "*.cs")
    .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file)).Append(CSharpSyntaxTree.ParseText(Usings, options)).ToList();
var source = CSharpCompilation.Create(
    "Bench",
    trees,
    ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || (name.StartsWith("OpsMop.", StringComparison.Ordinal) && !name.Contains("Analyzers") && !name.Contains("Generators"))))
        .Select(path => MetadataReference.CreateFromFile(path)),
    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
CSharpGeneratorDriver.Create([new OpsMopGenerator().AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(source, out var compilation, out _);

for (var round = 0; round < 3; round++)
{
    // A compilation of its own for each round, so that none finds what another has bound.
    compilation = compilation.Clone();
    var watch = Stopwatch.StartNew();
    var whole = new PolicyCompilation(compilation, KnownTypes.Find(compilation)!, new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty), CancellationToken.None);
    var operations = new List<(ISymbol Owner, IOperation Body)>();
    foreach (var tree in trees)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
        {
            if (model.GetOperation(method) is { } operation)
            {
                operations.Add((model.GetDeclaredSymbol(method)!, operation));
            }
        }
    }

    Print("binding (the compiler's)", watch);
    var bodies = operations.ConvertAll(one => whole.BodyOf(one.Owner, [.. one.Body.ChildOperations]));
    Print("reading the bodies", watch);
    var total = 0.0;
    var found = 0;
    foreach (var rule in PolicyAnalyzer.Rules)
    {
        watch.Restart();
        var report = new Report(_ => found++, CancellationToken.None);
        bodies.ForEach(body => rule.Check(body, report));
        total += watch.Elapsed.TotalMilliseconds;
        Print("  " + rule.GetType().Name, watch);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rules {total:F1} ms, {bodies.Count} bodies, {found} findings\n"));
}

static void Print(string what, Stopwatch watch)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34} {watch.Elapsed.TotalMilliseconds,8:F1} ms"));
    watch.Restart();
}
