using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OpsMop;
using OpsMop.Generators;

// What an edit costs while a person types: the time that the generator takes after a change to a file that has nothing to do with it, in a
// project of 2,000 files; and after a change to one of 300 templates. docs/performance.md has the goals.
// Repeat with: dotnet run -c Release --project bench/OpsMop.Generators.Bench
const int Files = 2_000;
const int Rounds = 41;

var isMet = Measure("no type declared", types: 0, roles: 0, goal: 3);
isMet &= Measure("150 types and 150 roles", types: 150, roles: 150, goal: 60);
Measure("300 types", types: 300, roles: 0, goal: 60);
Measure("300 roles", types: 0, roles: 300, goal: 60);
Measure("300 templates", types: 0, roles: 0, goal: 60, templates: 300);
Measure("300 templates, one edited", types: 0, roles: 0, goal: 60, templates: 300, editTemplate: true);
return isMet ? 0 : 1;

static bool Measure(string name, int types, int roles, double goal, int templates = 0, bool editTemplate = false)
{
    var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp12);
    var trees = new List<SyntaxTree>(Files);
    for (var i = 0; i < Files; i++)
    {
        var source = i < types ? Source.Type(i) : i < types + roles ? Source.Role(i) : i < types + roles + templates ? Source.Templated(i) : Source.Unrelated(i, 0);
        trees.Add(CSharpSyntaxTree.ParseText(source, options, $"File{i}.cs"));
    }

    var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Append(typeof(Resource).Assembly.Location)
        .Append(typeof(TemplateAttribute).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path));
    var compilation = CSharpCompilation.Create("Bench", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    GeneratorDriver driver = CSharpGeneratorDriver.Create([new OpsMopGenerator().AsSourceGenerator()], parseOptions: options);
    var texts = Enumerable.Range(types + roles, templates).Select(i => new BenchTemplate($"/bench/templates/site{i}.conf.j2", Source.Template(i, 0))).ToList();
    driver = driver.AddAdditionalTexts([.. texts]);
    var watch = Stopwatch.StartNew();
    driver = driver.RunGenerators(compilation);
    var first = watch.Elapsed.TotalMilliseconds;

    var times = new List<double>();
    var walls = new List<double>();
    for (var round = 0; round < Rounds + 5; round++)
    {
        if (editTemplate)
        {
            var edited = new BenchTemplate(texts[templates / 2].Path, Source.Template(templates / 2, round + 1));
            driver = driver.ReplaceAdditionalText(texts[templates / 2], edited);
            texts[templates / 2] = edited;
        }
        else
        {
            var old = compilation.SyntaxTrees[Files - 1];
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(Source.Unrelated(Files - 1, round + 1), options, old.FilePath));
        }

        watch.Restart();
        var start = ThreadClock.Now;
        driver = driver.RunGenerators(compilation);
        if (round >= 5)
        {
            times.Add(ThreadClock.Now - start);
            walls.Add(watch.Elapsed.TotalMilliseconds);
        }
    }

    times.Sort();
    walls.Sort();
    var median = times[times.Count / 2];
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-26} edit {median,7:F2} ms of processor (goal {goal:F0}; by the clock {walls[walls.Count / 2]:F2}, best {walls[0]:F2})   first run {first,8:F1} ms   {driver.GetRunResult().GeneratedTrees.Length} files generated"));
    return median < goal;
}
