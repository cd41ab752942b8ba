using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>The outputs are those of pip 23.0.</summary>
public sealed class PipProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/srv/venv/bin/python", "")
        .WithDirectory("/srv/venv/lib/python3.11/site-packages/My_Flask-2.0.1.dist-info")
        .WithProcess("/srv/venv/bin/python -m pip * index versions -- my-flask", new ProcessResult(0, "my-flask (3.0)\nAvailable versions: 3.0, 2.0.1, 2.0.0\n", ""))
        .WithProcess("/srv/venv/bin/python -m pip * index versions -- nope", new ProcessResult(1, "", "ERROR: No matching distribution found for nope\n"))
        .WithProcess("/srv/*/bin/python -m pip --disable-pip-version-check --no-input --quiet *", ProcessResult.Success)
        .WithProcess("python3 -m venv *", ProcessResult.Success);

    private readonly Bench _bench;

    public PipProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task What_is_there_starts_no_Python()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.PythonPackage("my.flask", "/srv/venv").Version("2.0.*")));
        Assert.Empty(_system.Queries);
    }

    [Fact]
    public async Task Versions_change_and_packages_go()
    {
        Assert.Equal(["change version: 2.0.1 → 2.0.0"], await _bench.ApplyAsync(host => host.PythonPackage("my-flask", "/srv/venv").Version("2.0.0")));
        Assert.Equal(["upgrade: 2.0.1 → 3.0"], await _bench.ApplyAsync(host => host.PythonPackage("my-flask", "/srv/venv").Latest()));
        Assert.Equal(["remove: 2.0.1 →"], await _bench.ApplyAsync(host => host.PythonPackage("my-flask", "/srv/venv").Absent()));
        Assert.Equal(
            ["install -- my-flask==2.0.0", "install --upgrade -- my-flask", "uninstall --yes -- my-flask"],
            _system.Effects.Select(effect => effect[(effect.IndexOf("--quiet ") + 8)..]));
        Assert.Equal("no package \"nope\" is known to pip.", await _bench.FailureAsync(host => host.PythonPackage("nope", "/srv/venv")));
    }

    [Fact]
    public async Task An_environment_that_is_missing_is_made_once_for_all()
    {
        Assert.Equal(
            ["make the virtual environment", "install: the newest version", "make the virtual environment", "install: 1.0"],
            await _bench.ApplyAsync(host =>
            {
                host.PythonPackage("flask", "/srv/new");
                host.PythonPackage("gunicorn", "/srv/new").Version("1.0");
            }));
        Assert.Equal(
            ["run python3 -m venv /srv/new", "run /srv/new/bin/python -m pip --disable-pip-version-check --no-input --quiet install -- flask gunicorn==1.0"],
            _system.Effects);
    }

    [Fact]
    public async Task A_wheel_says_in_its_name_what_it_is()
    {
        _system.WithFile("/srv/my_flask-4.0-py3-none-any.whl", "");
        Assert.Equal(["change version: 2.0.1 → 4.0"], await _bench.ApplyAsync(host => host.PythonPackage("my-flask", "/srv/venv").File("/srv/my_flask-4.0-py3-none-any.whl")));
        Assert.Contains("holds the package my_flask, not other", await _bench.FailureAsync(host => host.PythonPackage("other", "/srv/venv").File("/srv/my_flask-4.0-py3-none-any.whl")));
    }
}
