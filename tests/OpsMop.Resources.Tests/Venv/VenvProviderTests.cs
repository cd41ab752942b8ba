using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class VenvProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/srv")
        .WithFile("/srv/requirements.txt", "flask==3.0.2\n-r more.txt # too\n").WithFile("/srv/more.txt", "jinja2\n");

    private readonly Bench _bench;
    private string _version = "3.11";

    public VenvProviderTests()
    {
        _bench = new Bench(_system);

        // A Python that makes environments, and a pip that installs flask.
        _system.WithProcess("python3 -I -c *", _ => new ProcessResult(0, _version + "\n", ""))
            .WithProcess("/srv/venv/bin/python -I -c *", new ProcessResult(0, "3.11\n", ""))
            .WithProcess("python3 -m venv *", request =>
            {
                var shared = request.Arguments.Contains("--system-site-packages") ? "true" : "false";
                _system.WithFile("/srv/venv/pyvenv.cfg", $"home = /usr/bin\ninclude-system-site-packages = {shared}\nversion = 3.11.2\n")
                    .WithFile("/srv/venv/bin/python", "").WithDirectory($"/srv/venv/lib/python{_version}/site-packages/pip-23.0.1.dist-info");
                return ProcessResult.Success;
            })
            .WithProcess("/srv/venv/bin/python -m pip install --quiet *", _ =>
            {
                _system.WithDirectory("/srv/venv/lib/python3.11/site-packages/flask-3.0.2.dist-info");
                return ProcessResult.Success;
            });
    }

    [Fact]
    public async Task An_environment_is_made_with_its_packages()
    {
        Assert.Equal(["create: Python 3.11", "install: /srv/requirements.txt, gunicorn"], await MakeAsync(host => host.Venv("/srv/venv").Requirements("/srv/requirements.txt").Packages("gunicorn").FindLinks("/srv/wheels").NoIndex()));
        Assert.Equal(
            [
                "mkdir /srv/venv 0755 root:root",
                "run python3 -m venv /srv/venv",
                "run /srv/venv/bin/python -m pip install --quiet --no-index --find-links /srv/wheels --requirement /srv/requirements.txt -- gunicorn",
                "write /srv/venv/opsmop-packages 0644 root:root",
            ],
            _system.Effects);
    }

    [Fact]
    public async Task What_was_asked_for_is_installed_when_it_changes()
    {
        await MakeAsync(host => host.Venv("/srv/venv").Requirements("/srv/requirements.txt"));

        // Also where an included file is another.
        _system.WithFile("/srv/more.txt", "jinja2==3\n");
        Assert.Equal(["install: /srv/requirements.txt"], await _bench.ConvergeAsync(host => host.Venv("/srv/venv").Requirements("/srv/requirements.txt")));

        await _system.DeleteAsync("/srv/venv/lib/python3.11/site-packages/flask-3.0.2.dist-info", recursive: true);
        Assert.Equal(["install: without flask-3.0.2 → /srv/requirements.txt"], await _bench.ConvergeAsync(host => host.Venv("/srv/venv").Requirements("/srv/requirements.txt")));
    }

    [Fact]
    public async Task An_environment_whose_python_is_gone_is_built_anew()
    {
        await MakeAsync(host => host.Venv("/srv/venv").Packages("flask"));
        await _system.DeleteAsync("/srv/venv/bin/python");
        Assert.Equal(["build anew: without a Python that works → Python 3.11", "install: flask"], await _bench.ConvergeAsync(host => host.Venv("/srv/venv").Packages("flask")));
        Assert.Contains("run python3 -m venv --clear /srv/venv", _system.Effects);
        _system.WithProcess("/srv/venv/bin/python -I -c *", new ProcessResult(1, "", ""));
        Assert.Equal("build anew: without a Python that works → Python 3.11", (await _bench.ApplyAsync(host => host.Venv("/srv/venv").Packages("flask")))[0]);
    }

    [Fact]
    public async Task Another_python_is_taken_only_if_it_was_asked_for()
    {
        await MakeAsync(host => host.Venv("/srv/venv"));
        _version = "3.12";
        Assert.Empty(await _bench.ApplyAsync(host => host.Venv("/srv/venv")));
        Assert.Equal(["build anew: Python 3.11 → Python 3.12"], await _bench.ApplyAsync(host => host.Venv("/srv/venv").Python("python3")));
    }

    [Fact]
    public async Task Packages_of_the_system_are_shared_or_not()
    {
        await MakeAsync(host => host.Venv("/srv/venv"));
        Assert.Equal(["share packages of the system: no → yes"], await _bench.ConvergeAsync(host => host.Venv("/srv/venv").SystemSitePackages(true)));
        Assert.Empty(await _bench.ApplyAsync(host => host.Venv("/srv/venv")));
    }

    [Fact]
    public async Task An_upgrade_asks_pip_what_is_newer()
    {
        await MakeAsync(host => host.Venv("/srv/venv").Packages("flask"));
        Report("""{"install":[{"metadata":{"name":"flask","version":"3.1"}}]}""");
        Assert.Equal(["upgrade: flask 3.1"], await _bench.ApplyAsync(host => host.Venv("/srv/venv").Packages("flask").Upgrade()));
        Report("""{"install":[]}""");
        Assert.Empty(await _bench.ApplyAsync(host => host.Venv("/srv/venv").Packages("flask").Upgrade()));
        Report("");
        Assert.Contains("needs pip 22.2", await _bench.FailureAsync(host => host.Venv("/srv/venv").Packages("flask").Upgrade()));

        void Report(string json) => _system.WithProcess("/srv/venv/bin/python -m pip install --quiet --dry-run *", new ProcessResult(0, json, ""));
    }

    [Fact]
    public async Task Pip_runs_as_the_owner()
    {
        _system.WithUser("app");
        var users = new List<string?>();
        _system.WithProcess("/srv/venv/bin/python -m pip *", request =>
        {
            users.Add(request.User);
            return ProcessResult.Success;
        });
        await MakeAsync(host => host.Venv("/srv/venv").Packages("flask").Owner("app"));
        Assert.Equal(["app"], users);
        Assert.Equal("app", (await _system.StatAsync("/srv/venv/opsmop-packages"))!.Owner);
    }

    [Fact]
    public async Task A_plan_makes_nothing()
    {
        Assert.Equal(
            ["Venv[/srv/venv] create: Python 3.11", "Venv[/srv/venv] install: flask", "File[/srv/venv/x] create: 0644, empty ?"],
            await _bench.PlanAsync(host =>
            {
                host.Venv("/srv/venv").Packages("flask");
                host.File("/srv/venv/x");
            }));
        Assert.Empty(_system.Effects);
    }

    [Fact]
    public async Task An_absent_environment_goes()
    {
        await MakeAsync(host => host.Venv("/srv/venv"));
        Assert.Equal(["delete: an environment →"], await _bench.ConvergeAsync(host => host.Venv("/srv/venv").Absent()));
        _system.WithFile("/srv/venv/x", "");
        Assert.Contains("no environment of Python", await _bench.FailureAsync(host => host.Venv("/srv/venv").Absent()));
    }

    [Fact]
    public async Task What_is_missing_is_told()
    {
        Assert.Contains("host.File(\"/no\")", await _bench.FailureAsync(host => host.Venv("/srv/venv").Requirements("/no")));
        Assert.Contains(_bench.Validate(host => host.Venv("/srv/venv").Packages("--pre")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Venv("/srv/venv").IndexUrl("https://me:pw@example.com/simple")), finding => finding.StartsWith("OPM4001", StringComparison.Ordinal));
        _system.WithProcess("python3 -m venv *", new ProcessResult(1, "The virtual environment was not created successfully because ensurepip is not available.", ""));
        Assert.Contains("host.Package(\"python3-venv\")", await _bench.FailureAsync(host => host.Venv("/srv/venv")));
    }

    private Task<List<string>> MakeAsync(Action<Host> define) => _bench.ConvergeAsync(define);
}
