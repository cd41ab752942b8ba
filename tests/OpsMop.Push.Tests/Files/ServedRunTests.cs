using OpsMop.Engine;
using OpsMop.Engine.Events;
using OpsMop.Push.Files;
using OpsMop.Testing;

namespace OpsMop.Push.Tests.Files;

/// <summary>The same policy with its files on the same machine and on a controller: nobody can tell the difference.</summary>
public sealed class ServedRunTests : IDisposable
{
    private readonly ControllerFolder _disk = new();

    public ServedRunTests()
    {
        _disk.Write("program/files/motd", "hello\nworld\n");
        _disk.Write("program/files/site/index.html", "<p>");
        _disk.Write("program/files/site/js/app.js", "alert(1)");
        _disk.Write("program/files/logo.png", [0x89, 0x50, 0, 1, 2, 3]);
        _disk.Write("program/templates/app.conf.j2", "name={{ name }}\n{% include 'parts/tls.j2' %}\n{% include 'parts/log.j2' %}");
        _disk.Write("program/templates/parts/tls.j2", "tls={{ name }}");
        _disk.Write("program/templates/parts/log.j2", "log={{ name }}");
        _disk.Write("program/files/big", new byte[(1 << 20) + 1]);
        _disk.Write("program/files/bin/run.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(_disk.At("program/files/bin/run.sh"), (UnixFileMode)0b111_101_101);
        _disk.Write("artifacts/app.war", "war");
    }

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task A_run_says_and_does_the_same_wherever_the_files_are()
    {
        var (local, here, _) = await RunAsync(Everything, served: false, apply: true);
        var (distant, there, channel) = await RunAsync(Everything, served: true, apply: true);
        Assert.Equal(local, distant);
        Assert.Equal(here.Describe(), there.Describe());
        Assert.Contains(local, line => line.Contains("+world"));
        Assert.Contains(local, line => line.Contains("+log=web"));
        Assert.Contains(local, line => line.StartsWith("Changed Tree"));
        Assert.Equal(channel!.Asked.Distinct().Count(), channel.Asked.Count);
    }

    [Fact]
    public async Task A_plan_says_the_same_wherever_the_files_are()
    {
        var (local, _, _) = await RunAsync(Everything, served: false, apply: false);
        var (distant, _, channel) = await RunAsync(Everything, served: true, apply: false);
        Assert.Equal(local, distant);

        // What is larger than what is shown stays where it is.
        Assert.DoesNotContain(channel!.Asked, asked => asked.Hash == Sha256.Of(new byte[(1 << 20) + 1]).Value);
    }

    [Fact]
    public async Task What_is_in_place_costs_no_transfer()
    {
        var (_, host, _) = await RunAsync(Sources, served: false, apply: true);
        var (told, _, channel) = await RunAsync(Sources, served: true, apply: true, system: host);
        Assert.Empty(told);
        Assert.Empty(channel!.Asked);
    }

    [Fact]
    public async Task A_second_run_renders_a_template_from_what_is_kept()
    {
        Action<Host> template = host => host.File("/etc/app.conf").Template("templates/app.conf.j2", new() { ["name"] = "web" }).Mode("0644");
        var (_, host, first) = await RunAsync(template, served: true, apply: true);
        Assert.Equal(3, first!.Asked.Count);
        var (told, _, second) = await RunAsync(template, served: true, apply: true, system: host);
        Assert.Empty(told);
        Assert.Empty(second!.Asked);
    }

    [Theory]
    [InlineData("files/mott", "there is no source file files/mott. Put it at that path below the folder of the project that declares the role. Did you mean 'files/motd'?")]
    [InlineData("files/.env", "its name is that of a secret. If a host is to have it, override ShareFiles in the role: files.AllowPattern(\".env\")")]
    [InlineData("files/out", "it is a link that leads out of what the controller serves")]
    [InlineData("conf/a", "among those that the controller serves")]
    [InlineData("files/denied.key", "a role denies it in ShareFiles")]
    [InlineData("/opt/app.war", "/opt/app.war is absolute, and no role shares it")]
    public async Task A_file_that_cannot_be_had_is_told_before_anything_is_done(string source, string expected)
    {
        _disk.Write("program/files/.env", "PASSWORD=1");
        _disk.Write("program/files/denied.key", "k");
        _disk.Link("program/files/out", _disk.At("artifacts/app.war"));
        var fault = await Assert.ThrowsAsync<InvalidPolicyException>(() => RunAsync(
            host => host.File("/etc/a").Source(source).Mode("0644"), served: true, apply: true, share: files => files.Deny("*.key")));
        var finding = Assert.Single(fault.Findings);
        Assert.Equal("OPM2009", finding.Id);
        Assert.Contains(expected, finding.Message);
    }

    [Fact]
    public async Task A_tree_that_would_lack_a_file_is_refused_until_somebody_says_so()
    {
        _disk.Write("program/files/site/.env", "PASSWORD=1");
        Action<Host> tree = host => host.Tree("/srv/site").Source("files/site");
        var fault = await Assert.ThrowsAsync<InvalidPolicyException>(() => RunAsync(tree, served: true, apply: true));
        Assert.Contains("files/site/.env is not served", Assert.Single(fault.Findings).Message);
        var (_, without, _) = await RunAsync(tree, served: true, apply: true, share: files => files.Deny(".env"));
        Assert.Null(await without.StatAsync("/srv/site/.env"));
        var (_, with, _) = await RunAsync(tree, served: true, apply: true, share: files => files.AllowPattern(".env"));
        Assert.NotNull(await with.StatAsync("/srv/site/.env"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_absolute_path_is_for_roles_that_share_it_here_and_there(bool served)
    {
        Action<Host> war = host => host.File("/srv/app.war").Source(_disk.At("artifacts/app.war")).Mode("0644");
        var (told, _, _) = await RunAsync(war, served, apply: true, share: files => files.Allow(_disk.At("artifacts")));
        Assert.StartsWith("Changed File[/srv/app.war]", Assert.Single(told));
        var none = await Assert.ThrowsAsync<InvalidPolicyException>(() => RunAsync(war, served, apply: true));
        Assert.Contains("files.Allow(\"" + _disk.At("artifacts") + "\")", Assert.Single(none.Findings).Message);
        var other = await Assert.ThrowsAsync<InvalidPolicyException>(() => RunAsync(war, served, apply: true, share: files => files.Allow(_disk.At("artifacts"), "*.jar")));
        Assert.Contains("shares other files of it only", Assert.Single(other.Findings).Message);
        var missing = await Assert.ThrowsAsync<InvalidPolicyException>(() => RunAsync(
            host => host.File("/srv/a").Source(_disk.At("artifacts/nothing")).Mode("0644"), served, apply: true, share: files => files.Allow(_disk.At("artifacts"))));
        Assert.Contains("on the controller. Correct the path", Assert.Single(missing.Findings).Message);
    }

    [Fact]
    public async Task A_role_finds_what_stands_beside_its_source_also_when_it_was_published()
    {
        _disk.Write("project/P.csproj", "<Project/>");
        _disk.Write("project/Roles/Web.cs", "x");
        _disk.Write("project/Roles/files/web", "beside");
        _disk.Write("project/files/top", "top");
        using var server = new FileServer(_disk.At("program"));
        var host = await server.ForHostAsync([], [_disk.At("project/Policy.cs")], default);
        var files = new ServedFiles(new(PreparedFiles.Unpack(host.Manifest)), new FileCache(_disk.At("cache")), new MemoryChannel(host));
        foreach (var file in (string[])[_disk.At("project/Roles/Web.cs"), "./Roles/Web.cs"])
        {
            Assert.Equal(6, files.Open("files/web", new SourceLocation(file, 1)).Size);
            Assert.Equal(3, files.Open("files/top", new SourceLocation(file, 1)).Size);
            Assert.Null(files.WhyMissing("files/motd", new SourceLocation(file, 1)));
        }

        Assert.NotNull(files.WhyMissing("files/web", new SourceLocation(_disk.At("other/Web.cs"), 1)));
    }

    [Fact]
    public async Task A_file_of_the_host_is_brought_to_the_controller_and_only_if_it_differs()
    {
        Directory.CreateDirectory(_disk.At("collected"));
        var to = _disk.At("collected/web1/app.log");
        Action<Host> fetch = host => host.Fetch("/var/log/app.log").To(to);
        Action<SharedFiles> share = files => files.Receive(_disk.At("collected"));
        var system = new MemorySystem().WithFile("/etc/os-release", "ID=debian\n").WithFile("/var/log/app.log", "log\n");
        var (planned, _, _) = await RunAsync(fetch, served: true, apply: false, share: share, system: system);
        Assert.Equal($"Changed Fetch[/var/log/app.log] fetch: null → {to}, 4 bytes ", Assert.Single(planned));
        Assert.False(File.Exists(to));
        var (done, _, _) = await RunAsync(fetch, served: true, apply: true, share: share, system: system);
        Assert.Equal(planned, done);
        Assert.Equal("log\n", File.ReadAllText(to));
        Assert.Empty((await RunAsync(fetch, served: true, apply: true, share: share, system: system)).Told);
        Assert.Null(await system.StatAsync(to));
        var (refused, _, _) = await RunAsync(fetch, served: true, apply: true, system: system);
        Assert.Contains($"override ShareFiles in the role: files.Receive(\"{_disk.At("collected/web1")}\")", Assert.Single(refused), StringComparison.OrdinalIgnoreCase);
    }

    private static void Sources(Host host)
    {
        host.File("/etc/motd").Source("files/motd").Mode("0644");
        host.File("/srv/logo.png").Source("files/logo.png").Mode("0644");
        host.Tree("/srv/site").Source("files/site");
        host.Tree("/srv/bin").Source("files/bin");
    }

    private static void Everything(Host host)
    {
        Sources(host);
        host.File("/etc/app.conf").Template("templates/app.conf.j2", new() { ["name"] = "web" }).Mode("0644");
        host.File("/srv/big").Source("files/big").Mode("0600");
        host.File("/etc/copy").Source("files/motd").Mode("0644");
    }

    private async Task<(List<string> Told, MemorySystem System, MemoryChannel? Channel)> RunAsync(
        Action<Host> define, bool served, bool apply, Action<SharedFiles>? share = null, MemorySystem? system = null)
    {
        system ??= new MemorySystem().WithDirectory("/srv").WithFile("/etc/os-release", "ID=debian\n").WithFile("/etc/motd", "hello\n").WithFile("/etc/copy", "old\n");
        var state = Directory.CreateTempSubdirectory("opsmop-test-").FullName;
        try
        {
            var recorder = new Recorder();
            MemoryChannel? channel = null;
            var options = new EngineOptions { System = system, HostName = "web1", StateDirectory = state, Sinks = { recorder }, ProgramDirectory = _disk.At("program") };
            if (served)
            {
                using var server = new FileServer(_disk.At("program"));
                var host = await server.ForHostAsync([new SharingRole(share)], [], default);
                channel = new MemoryChannel(host);
                var manifest = PreparedFiles.Unpack(host.Manifest);
                options = new EngineOptions
                {
                    System = system,
                    HostName = "web1",
                    StateDirectory = state,
                    Sinks = { recorder },
                    ProgramDirectory = _disk.At("host"),
                    Sources = new ServedFiles(new(manifest), new FileCache(_disk.At("cache")), channel),
                    Controller = new ControllerFiles(new(manifest), channel),
                };
            }

            var engine = new PolicyEngine(new SharingPolicy(() => new SharingRole(share, define)), options);
            _ = apply ? await engine.ApplyAsync() : await engine.PlanAsync();
            return (recorder.Told, system, channel);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private sealed class Recorder : IEventSink
    {
        public List<string> Told { get; } = [];

        public void Take(RunEvent happened)
        {
            if (happened is ResourceFinished { Status: not OutcomeStatus.Unchanged } finished)
            {
                Told.Add($"{finished.Status} {finished.Resource} {string.Join("; ", finished.Changes.Select(one => $"{one.Action}: {one.From ?? "null"} → {one.To} {one.Diff}"))}{finished.Reason}");
            }
        }
    }
}
