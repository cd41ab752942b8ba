using OpsMop.Engine.Facts;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Facts;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class UserFactsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsmop-facts-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static UserFacts Read(MemorySystem system, string? user = null) => new HostFacts(system, new() { User = user }).UserFacts;

    private static string Refusal(MemorySystem system, string? user = null) => Assert.Throws<SystemFaultException>(() => Read(system, user)).Message;

    [Fact]
    public void A_host_without_a_folder_states_nothing() => Assert.Empty(Read(new MemorySystem()).All);

    [Fact]
    public void Json_yaml_and_programs_are_facts_named_after_their_files()
    {
        UserFacts facts = Read(new MemorySystem()
            .WithFile("/etc/opsmop/facts.d/rack.json", "\uFEFF{\"row\": 7}")
            .WithFile("/etc/opsmop/facts.d/site.yaml", "name: berlin\nlive: true\n")
            .WithFile("/etc/opsmop/facts.d/tier.yml", "3\n")
            .WithFile("/etc/opsmop/facts.d/disks.sh", "#!/bin/sh", "0755")
            .WithFile("/etc/opsmop/facts.d/README", "not a fact")
            .WithFile("/etc/opsmop/facts.d/.rack.json.swp", "{")
            .WithFile("/etc/opsmop/facts.d/old.json~", "{")
            .WithDirectory("/etc/opsmop/facts.d/sub.json")
            .WithProcess("/etc/opsmop/facts.d/disks.sh", new ProcessResult(0, "{\"count\": 2}\n", "a warning")));

        Assert.Equal(["disks", "rack", "site", "tier"], facts.All.Keys.Order());
        Assert.Equal(7, facts.Number("rack.row"));
        Assert.Equal("berlin", facts.Text("site.name"));
        Assert.True(facts.Flag("site.live"));
        Assert.Equal(3, facts.Number("tier"));
        Assert.Equal(2, facts.Number("disks.count"));
    }

    [Fact]
    public void The_users_own_win()
    {
        UserFacts facts = Read(
            new MemorySystem().WithUser("ann")
                .WithFile("/etc/opsmop/facts.d/rack.json", "{\"row\": 7}")
                .WithFile("/etc/opsmop/facts.d/site.json", "1")
                .WithDirectory("/home/ann", "0755", "ann", "ann")
                .WithFile("/home/ann/.opsmop/facts.d/rack.yaml", "row: 9", "0664", "ann", "ann"),
            "ann");

        Assert.Equal((9, 1), (facts.Number("rack.row"), facts.Number("site")));
    }

    [Fact]
    public void The_user_is_asked_for_where_nobody_said()
    {
        var system = new MemorySystem().WithUser("ann")
            .WithFile("/home/ann/.opsmop/facts.d/rack.yaml", "row: 9", "0644", "ann", "ann")
            .WithProcess("id -un", new ProcessResult(0, "ann\n", ""));

        Assert.Equal(9, Read(system).Number("rack.row"));
    }

    [Theory]
    [InlineData("0666", "root", "root", "may be written by everybody (mode 0666)", "chmod go-w /etc/opsmop/facts.d/rack.json")]
    [InlineData("0664", "root", "ann", "may be written by the group ann (mode 0664)", "chmod go-w /etc/opsmop/facts.d/rack.json")]
    [InlineData("0644", "ann", "root", "belongs to ann", "chown root /etc/opsmop/facts.d/rack.json")]
    public void Root_believes_no_file_that_another_could_have_written(string mode, string owner, string group, string problem, string mend)
    {
        string message = Refusal(new MemorySystem().WithUser("ann").WithFile("/etc/opsmop/facts.d/rack.json", "1", mode, owner, group));

        Assert.Contains($"/etc/opsmop/facts.d/rack.json {problem}", message);
        Assert.EndsWith(mend, message);
    }

    [Theory]
    [InlineData("/etc/opsmop/facts.d")]
    [InlineData("/etc/opsmop")]
    [InlineData("/etc")]
    public void Root_believes_nothing_in_a_folder_that_another_could_have_exchanged(string folder)
    {
        Assert.Contains($"{folder} belongs to ann", Refusal(Facts().WithDirectory(folder, "0755", "ann", "ann")));
        Assert.Contains($"{folder} may be written by everybody", Refusal(Facts().WithDirectory(folder, "0777")));

        static MemorySystem Facts() => new MemorySystem().WithUser("ann").WithFile("/etc/opsmop/facts.d/rack.json", "1");
    }

    [Fact]
    public void A_program_of_another_is_not_run()
    {
        var system = new MemorySystem().WithUser("ann").WithFile("/etc/opsmop/facts.d/evil", "#!/bin/sh", "0755", "ann", "ann");

        Assert.Contains("belongs to ann", Refusal(system));
        Assert.DoesNotContain(system.Queries, query => query.Contains("evil"));
    }

    [Fact]
    public void A_user_believes_root_and_himself_but_no_third()
    {
        var system = new MemorySystem().WithUser("ann").WithUser("bob").WithFile("/etc/opsmop/facts.d/rack.json", "1", "0644", "bob", "bob");

        Assert.Contains("only root or ann may be able to change them", Refusal(system, "ann"));
        Assert.Equal(1, Read(system, "bob").Number("rack"));
    }

    [Fact]
    public void A_link_is_refused_for_its_target_may_be_anybodys()
    {
        Assert.Contains("is a symbolic link", Refusal(new MemorySystem().WithFile("/tmp/x", "1").WithLink("/etc/opsmop/facts.d/rack.json", "/tmp/x")));
        Assert.Contains("has to be a directory", Refusal(new MemorySystem().WithDirectory("/tmp/x").WithLink("/etc/opsmop/facts.d", "/tmp/x")));
    }

    [Fact]
    public void One_fact_from_two_files_is_an_error() =>
        Assert.Contains("states the fact 'rack' twice, in rack.json and in rack.yaml", Refusal(new MemorySystem().WithFile("/etc/opsmop/facts.d/rack.yaml", "1").WithFile("/etc/opsmop/facts.d/rack.json", "2")));

    [Theory]
    [InlineData("rack.json", "{\n  \"row\": x\n}", "rack.json:2:10: 'x' is an invalid start of a value.")]
    [InlineData("rack.json", "{} {}", "rack.json:1:4: ")]
    [InlineData("rack.json", "", "rack.json:1:1: ")]
    [InlineData("rack.yaml", "a: 1\na: 2\n", "rack.yaml:2:1: 'a' is here a second time; the first is in line 1.")]
    [InlineData("rack.yaml", "a: [1\n", "rack.yaml:2:1: ")]
    public void What_cannot_be_understood_is_named_with_its_place(string file, string content, string message) =>
        Assert.Contains(message, Refusal(new MemorySystem().WithFile(AbsolutePath.Root / "etc/opsmop/facts.d" / file, content)));

    [Fact]
    public void A_program_that_fails_is_named_with_what_it_said()
    {
        static string Of(ProcessResult result) => Refusal(new MemorySystem().WithFile("/etc/opsmop/facts.d/probe", "", "0700").WithProcess("/etc/opsmop/facts.d/probe", result));

        Assert.Contains("/etc/opsmop/facts.d/probe ended with exit code 3: no such rack", Of(new ProcessResult(3, "", "no such rack\n")));
        Assert.Contains("/etc/opsmop/facts.d/probe ended with exit code 1 and said nothing", Of(new ProcessResult(1, "", "")));
        Assert.Contains("/etc/opsmop/facts.d/probe did not print JSON: its output:1:1: ", Of(new ProcessResult(0, "rack 7", "")));
        Assert.Contains("/etc/opsmop/facts.d/probe printed no facts within 10 seconds", Of(new ProcessResult(143, "", "") { TimedOut = true }));
    }

    [Fact]
    public async Task On_this_machine_a_real_program_states_a_fact()
    {
        string folder = Path.Combine(_folder.FullName, "facts.d");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string program = Path.Combine(folder, "kernel.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho \"{\\\"name\\\": \\\"$(uname -s)\\\"}\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var facts = new HostFacts(new LocalSystem(), HostFactsOptions.ThisMachine with { UserFactsFolders = [folder] });

        Assert.Equal("Linux", (await facts.EvaluateAsync(() => facts.UserFacts)).Text("kernel.name"));

        File.SetUnixFileMode(program, (UnixFileMode)0b111_111_111);
        facts.Invalidate();
        var failure = await Assert.ThrowsAsync<SystemFaultException>(async () => await facts.EvaluateAsync(() => facts.UserFacts));
        Assert.Equal(SystemFault.PermissionDenied, failure.Fault);
    }
}
