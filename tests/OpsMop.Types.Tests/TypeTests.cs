using System.Text;

namespace OpsMop.Types.Tests;

/// <summary>Proves types of resources on a real host: their examples in <c>examples/Types</c> are run there, and the host's own tools look at what they did.</summary>
[Collection(TypesCollection.Name)]
public abstract class TypeTests(LabFixture fixture) : IAsyncLifetime
{
    // Everything that is on the host's disk but logs, caches of package managers and what sqlite shares of rpm's database, what the service manager keeps for itself, and
    // our own records: path, kind, mode, owner, size, time, target. Owners are numbers, as find asks for the name of each anew.
    private const string Look = """
        look() { find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /var/tmp -o -path /var/log -o -path /var/cache/dnf -o -path /var/cache/zypp -o -path /root/.npm -o -name rpmdb.sqlite-shm -o -path /var/lib/opsmop -o -path /var/lib/systemd -o -path /srv/lab -o -path /srv/repo -o -path /usr/share/dotnet \) -prune -o -printf '%p %y %m %U:%G %s %T@ %l\n' | sort; }
        """;

    private static readonly HashSet<string> s_installed = [];
    private static readonly HashSet<string> s_published = [];

    protected OpsMop.Lab.Lab Lab => fixture.Lab;

    /// <summary>The host that the tests run on. Leave it as you found it.</summary>
    protected virtual LabHost Host => fixture.Hosts[0];

    /// <summary>Another, for what takes two.</summary>
    protected LabHost Other => fixture.Hosts[1];

    public virtual Task InitializeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            Publish("examples", "Types");
        }

        return Task.CompletedTask;
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>
    /// Runs an example: its plan changes nothing and says what the apply then does; a second apply finds nothing to do; what takes it away (<c>EXAMPLE-gone</c>, where
    /// there is one) does so in the same way.
    /// </summary>
    /// <param name="example">The name of the example.</param>
    /// <param name="there">Commands on the host, and what each prints when the example has been applied.</param>
    /// <param name="gone">The same when it has been taken away; none where the type has no such thing.</param>
    /// <param name="before">A command that prepares the host.</param>
    /// <param name="settings">Variables: <c>line-example.text=…</c>.</param>
    protected async Task ProveAsync(
        string example, IReadOnlyList<(string Command, string Output)> there, IReadOnlyList<(string Command, string Output)>? gone = null, string before = "true", params string[] settings)
    {
        await AskAsync(before);
        await ConvergeAsync(example, settings);
        await SeeAsync(there);
        if (gone is not null)
        {
            // What is set of the example's own role is none of the other's.
            await ConvergeAsync(example + "-gone", [.. settings.Where(setting => !setting.StartsWith(example + "-example.", StringComparison.Ordinal))]);
            await SeeAsync(gone);
        }
    }

    /// <summary>Plans, applies and applies again, and compares the three.</summary>
    /// <param name="example">The name of the example.</param>
    /// <param name="settings">Variables.</param>
    /// <returns>What changed: resource and actions.</returns>
    protected async Task<IReadOnlyList<string>> ConvergeAsync(string example, params string[] settings)
    {
        string run = $"dotnet /srv/lab/Types/Types.dll --output json --set example={example}{string.Concat(settings.Select(setting => $" --set '{setting}'"))}";
        string script = $"""
            {Look}
            look >/run/before
            {run} plan; echo "=== $?"
            look >/run/after
            diff /run/before /run/after; echo "=== $?"
            {run} apply; echo "=== $?"
            {run} apply; echo "=== $?"
            """;
        LabResult result = await Host.EnterAsync(script, time: TimeSpan.FromMinutes(5));
        List<(int Code, string Output)> parts = Parts(result.Output);
        Assert.True(parts.Count == 4, result.Output + result.Error);

        ExampleRun plan = new ExampleRun(parts[0].Code, parts[0].Output + result.Error).Well($"The plan of {example}");
        Assert.True(parts[1].Code == 0, $"The plan of {example} has changed the host:\n{parts[1].Output}");
        ExampleRun apply = new ExampleRun(parts[2].Code, parts[2].Output + result.Error).Well($"The apply of {example}");
        Assert.NotEmpty(apply.Changed);
        Assert.Equal(plan.Changed, apply.Changed);
        ExampleRun again = new ExampleRun(parts[3].Code, parts[3].Output + result.Error).Well($"The second apply of {example}");
        Assert.True(again.Changes == 0, $"The second apply of {example} is to find nothing to do:\n{again.Output}");
        return apply.Changed;
    }

    /// <summary>Runs one verb of an example.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="example">The name of the example.</param>
    /// <param name="settings">Variables.</param>
    protected async Task<ExampleRun> RunAsync(string verb, string example, params string[] settings)
    {
        LabResult result = await Host.EnterAsync($"dotnet /srv/lab/Types/Types.dll --output json {verb} --set example={example}{string.Concat(settings.Select(setting => $" --set '{setting}'"))}");
        return new ExampleRun(result.ExitCode, result.Output + result.Error);
    }

    /// <summary>Runs a command on the host that must succeed: not over ssh, whose login costs as much as most commands.</summary>
    /// <returns>What it printed, without the line end.</returns>
    protected async Task<string> AskAsync(string command) => (await Host.EnterAsync(command)).OrThrow().Output.TrimEnd('\n');

    /// <summary>Makes sure that packages of Debian's are installed on the host, for the types that stand on them.</summary>
    /// <param name="packages">Their names.</param>
    protected async Task InstallAsync(params string[] packages)
    {
        string[] missing = [.. packages.Where(package => !s_installed.Contains($"{Host.Name} {package}"))];
        if (missing.Length > 0)
        {
            await Lab.Repository.ProvideAsync(missing);
            (await Host.EnterAsync($"apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install {string.Join(' ', missing)} >/dev/null", time: TimeSpan.FromMinutes(5))).OrThrow();
            s_installed.UnionWith(missing.Select(package => $"{Host.Name} {package}"));
        }
    }

    /// <summary>Copies the build of a policy of the repository to where the hosts see it, <c>/srv/lab/NAME</c>.</summary>
    /// <param name="folder">The folder that its project's folder is in: <c>examples</c>.</param>
    /// <param name="name">The project's name, which is its folder's too.</param>
    protected void Publish(string folder, string name)
    {
        string target = Path.Combine(Lab.Shared, name);
        if (!s_published.Add(target))
        {
            return;
        }

        // tests/OpsMop.Types.Tests/bin/Debug/net10.0: configuration and framework are the same there.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string root = here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string source = Path.Combine(root, folder, name, "bin", here.Parent.Name, here.Name);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }

    private async Task SeeAsync(IReadOnlyList<(string Command, string Output)> all)
    {
        // One question for all of them; what they print on standard error shows when they differ.
        var script = new StringBuilder();
        foreach ((string command, _) in all)
        {
            script.Append($"{{ {command}\n}} 2>&1; echo \"=== $?\"\n");
        }

        List<(int Code, string Output)> parts = Parts((await Host.EnterAsync(script.ToString())).Output);
        string want = string.Join('\n', all.Select(one => $"# {one.Command}\n{one.Output}"));
        string have = string.Join('\n', all.Zip(parts, (one, part) => $"# {one.Command}\n{part.Output.TrimEnd('\n')}"));
        Assert.True(want == have, $"The host says:\n{have}\nand not:\n{want}");
    }

    private static List<(int Code, string Output)> Parts(string output)
    {
        var parts = new List<(int Code, string Output)>();
        var text = new StringBuilder();
        foreach (string line in output.Split('\n'))
        {
            if (line.IndexOf("=== ", StringComparison.Ordinal) is >= 0 and var end && int.TryParse(line.AsSpan(end + 4), out int code))
            {
                // The output before it may have no line end.
                parts.Add((code, text.Append(line.AsSpan(0, end)).ToString()));
                text.Clear();
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        return parts;
    }
}
