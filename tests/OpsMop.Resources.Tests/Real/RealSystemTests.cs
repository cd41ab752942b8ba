using System.Runtime.Versioning;
using OpsMop.Engine.Systems;

namespace OpsMop.Resources.Tests;

/// <summary>The providers that need no root on the machine itself, in a folder of their own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RealSystemTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-").FullName;
    private readonly Bench _bench = new(new LocalSystem());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_directories_and_links_converge()
    {
        void Policy(Host host)
        {
            host.Directory(_folder + "/a/b").Parents().Mode("0750");
            host.File(_folder + "/a/b/f").Content("hello\n").Mode("0640");
            host.Link(_folder + "/l").Target("a/b/f");
        }

        Assert.Equal(4, (await _bench.ConvergeAsync(Policy)).Count);
        Assert.Equal("hello\n", File.ReadAllText(_folder + "/l"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(_folder + "/a/b/f"));
        File.WriteAllText(_folder + "/a/b/f", "changed");
        File.SetUnixFileMode(_folder + "/a/b/f", UnixFileMode.UserRead);
        Assert.Equal(["write: 7 bytes → 6 bytes", "chmod: 0400 → 0640"], await _bench.ConvergeAsync(Policy));
        Assert.Equal(["delete: a file, 6 bytes →", "delete: a/b/f →", "delete: a directory with all that is in it →"], await _bench.ConvergeAsync(host =>
        {
            host.File(_folder + "/a/b/f").Absent();
            host.Link(_folder + "/l").Absent();
            host.Directory(_folder + "/a").Absent();
        }));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task With_pipefail_the_first_command_of_a_pipe_counts(bool isGiven, int exitCode)
    {
        var text = "it's $(nothing)";
        await _bench.ApplyAsync(host =>
        {
            var shell = host.Shell($"false | echo {text}").FailedWhen(_ => false);
            if (isGiven)
            {
                shell.Pipefail();
            }
        });
        var result = Assert.Single(_bench.Results);
        Assert.Equal((exitCode, "it's $(nothing)\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_check_sees_the_staged_file_and_its_refusal_leaves_nothing_behind()
    {
        var path = _folder + "/x.json";
        await _bench.ConvergeAsync(host => host.File(path).Content("good\n").Validate(file => $"grep -q good {file}"));
        var failure = await _bench.FailureAsync(host => host.File(path).Content("bad\n").Validate(file => $"grep good {file} /no/such/file"));
        Assert.Contains("exit code 2.", failure);
        Assert.Contains("/no/such/file", failure);
        Assert.Equal("good\n", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Recursive_modes_and_owned_folders_converge()
    {
        Directory.CreateDirectory(_folder + "/t/d");
        File.WriteAllText(_folder + "/t/d/f", "");
        File.WriteAllText(_folder + "/t/g", "");
        await _bench.ConvergeAsync(host => host.Directory(_folder + "/t").Recursive().Mode("0700").FileMode("0600"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder + "/t/d/f"));
        await _bench.ConvergeAsync(host =>
        {
            host.File(_folder + "/t/g");
            host.Owns(_folder + "/t/*").Recursive();
        });
        Assert.Equal([_folder + "/t/g"], Directory.GetFileSystemEntries(_folder + "/t"));
    }

    [RootFact]
    public async Task A_program_that_runs_as_its_owner_keeps_doing_so_when_it_changes_hands()
    {
        var path = _folder + "/program";
        await _bench.ConvergeAsync(host => host.File(path).Content("x").Mode("4755"));
        Assert.Equal(["chown: root → nobody"], await _bench.ConvergeAsync(host => host.File(path).Mode("4755").Owner("nobody")));
        await _bench.ConvergeAsync(host => host.Directory(_folder).Recursive().Owner("root").FileMode("4755"));
        await _bench.ConvergeAsync(host => host.File(path).Owner("65534").Group("nogroup"));
    }

    [Fact]
    public async Task Commands_run_with_all_that_they_are_given()
    {
        var secret = Secret.Adopt("hunter2");
        var text = "it's $HOME; *";
        await _bench.ConvergeAsync(host => host.Shell($"cat \"$KEY\" > out; cat >> out; printf %s {text} \"$A\" >> out")
            .Directory(_folder).Stdin("-in-").SecretFile("KEY", secret).Environment("A", "b").Creates(_folder + "/out"));
        Assert.Equal("hunter2-in-it's $HOME; *b", File.ReadAllText(_folder + "/out"));
        await _bench.ApplyAsync(host => host.Command($"sh -c {"echo no >&2; exit 3"}"));
        Assert.Equal((3, "no\n"), (_bench.Results[0].ExitCode, _bench.Results[0].Error));
    }

    [Fact]
    public async Task A_policy_in_a_plan_is_what_is_applied_then()
    {
        void Policy(Host host)
        {
            host.Directory(_folder + "/d");
            host.File(_folder + "/d/f").Content("x").Validate(file => $"test -s {file}");
            host.Link(_folder + "/d/l").Target("f");
        }

        var planned = await _bench.PlanAsync(Policy);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Equal(await _bench.ApplyAsync(Policy), planned.ConvertAll(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..]));
        Assert.Empty(await _bench.PlanAsync(Policy));
    }

    [ProgramFact("dpkg-query")]
    public async Task A_package_query_and_a_package_that_nobody_knows_are_real()
    {
        Assert.Empty(await _bench.PlanAsync(host => host.Package("dpkg")));
        Assert.Empty(await _bench.PlanAsync(host => host.Package("no-such-package-as-this").Absent()));
    }
}
