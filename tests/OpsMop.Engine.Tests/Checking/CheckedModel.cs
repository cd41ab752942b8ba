using System.Runtime.CompilerServices;
using OpsMop.Engine.Checking;
using OpsMop.Engine.Tests.Running;

namespace OpsMop.Engine.Tests.Checking;

/// <summary>A model check as a test describes it, and what came of it. Data files and example hosts are files of a folder of its own.</summary>
internal sealed class CheckedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _data = [];
    private readonly List<string> _hosts = [];

    public string Folder => _folder.Path.Value;

    public string[] Targets { get; set; } = [];

    public bool Loads { get; set; }

    public bool HasSample { get; set; }

    public Dictionary<Type, string[]> TargetsOf { get; } = [];

    public List<string> RoleNames { get; } = [];

    public ModelCheckReport Report { get; private set; } = null!;

    public IEnumerable<string> Ids => Report.Findings.Select(finding => finding.Id);

    /// <summary>What is wrong, by file, line and rule: <c>prod.yaml(3) OPM6002</c>.</summary>
    public IEnumerable<string> Places => Report.Findings.Select(finding => $"{Path.GetFileName(finding.Location.File)}({finding.Location.Line}) {finding.Id}");

    public CheckedModel Data(string name, params string[] lines)
    {
        _data.Add(Write(name, lines));
        return this;
    }

    public CheckedModel Host(string name, params string[] lines)
    {
        _hosts.Add(Write(name, lines));
        return this;
    }

    public CheckedModel File(string name)
    {
        Write(name, []);
        return this;
    }

    public Task<ModelCheckReport> RunAsync(Action<Host> define) => RunAsync(() => new InlinePolicy(define));

    public Task<ModelCheckReport> RunAsync(Action<Roles> compose) => RunAsync(() => new InlinePolicy(compose));

    public Task<ModelCheckReport> RunAsync(Func<Policy> create, CancellationToken cancel = default) => RunAsync([create], cancel);

    public async Task<ModelCheckReport> RunAsync(IEnumerable<Func<Policy>> create, CancellationToken cancel = default) => Report = await new ModelCheck(new ModelCheckOptions
    {
        Policies = [.. create.Select((one, i) => new CheckedPolicy($"Policy{i}", one) { Targets = Targets, Loads = Loads, HasSample = HasSample, Locate = () => new SourceLocation("Policy.cs", 7) })],
        ProgramDirectory = _folder.Path.Value,
        DataFiles = _data,
        ExampleHosts = _hosts,
        TargetsOf = type => TargetsOf.GetValueOrDefault(type, []),
        RoleNames = RoleNames,
    }).RunAsync(cancel);

    /// <summary>The line of the caller, which the next line of a test is one below.</summary>
    public static int Line([CallerLineNumber] int line = 0) => line;

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string[] lines)
    {
        var file = (_folder.Path / name).Value;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllLines(file, lines);
        return file;
    }
}
