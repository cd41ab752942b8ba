using System.Text;
using OpsMop.CommandLine.Output;
using OpsMop.CommandLine.Output.Fleet;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Output.Fleet;

/// <summary>What a push writes where nobody watches.</summary>
public sealed class PushConsoleTests
{
    private static readonly PolicyPaths Paths = new("/work/site");

    [Fact]
    public void Five_hosts_are_told_at_once_and_together_in_the_end() => Snapshot.Matches(Plain(SampleFleet.Apply));

    [Fact]
    public void Five_hosts_in_full() => Snapshot.Matches(Plain(SampleFleet.Apply, verbose: true));

    [Fact]
    public void A_plan_for_five_hundred_hosts_says_once_what_they_share() => Snapshot.Matches(Plain(SampleFleet.BigPlan));

    [Fact]
    public void One_host_is_told_as_it_goes_as_a_local_run_is() => Snapshot.Matches(Plain(SampleFleet.OneHost));

    [Fact]
    public void Answers_of_a_command_are_told_once_for_all_hosts_that_gave_them() => Snapshot.Matches(Plain(SampleFleet.Exec));

    [Fact]
    public void An_answer_of_one_line_stands_behind_the_names() => Assert.Equal(
        """
        web[1:2],web4: 6.1.0-18-amd64
        web3: 6.1.0-17-amd64

        4 hosts: 4 ok, 0 failed, 0 unreachable, 0 skipped in 12 s

        """,
        Plain(SampleFleet.ShortExec));

    [Fact]
    public void Nothing_to_do_on_five_hundred_hosts_is_two_lines()
    {
        var events = SampleFleet.Push("apply", Enumerable.Range(1, 500).ToDictionary(i => $"web{i}", _ => (RunEvent[])[.. SampleFleet.Begin(1), SampleFleet.Ok("File[/etc/motd]"), .. SampleFleet.Done()]));

        Assert.Equal(
            """
            ok  500 hosts: web[1:500]

            500 hosts: 500 ok, 0 changed, 0 failed, 0 unreachable, 0 skipped in 12 s

            """,
            Plain(events));
    }

    [Fact]
    public void A_failure_is_told_before_the_others_have_ended_with_host_place_and_reason()
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        using var console = Console(output);
        foreach (var happened in SampleFleet.Apply.TakeWhile(happened => happened is not HostFinished { Host: "web10" }))
        {
            console.Take(happened);
        }

        output.FlushNow();
        Assert.Contains("web10: failed        Command[app check]  Web.cs:32  The command 'app check' ended with exit code 7.\n", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_that_every_host_makes_is_told_once()
    {
        var error = new StringWriter();
        using var output = new OutputBuffer(new MemoryStream());
        using var console = new PushPlainConsole(output, error, Paths, _ => "", verbose: false);
        foreach (var host in (string[])["web1", "web2"])
        {
            console.Take(new FindingReported { Host = host, Id = "OPM6005", IsError = false, File = "/work/site/site.yaml", Line = 3, Message = "'threads' is obsolete" });
        }

        Assert.Equal("site.yaml(3): warning OPM6005: 'threads' is obsolete\n", error.ToString());
    }

    [Fact]
    public void Batches_are_told_where_there_are_several()
    {
        var batch = new BatchStarted { Roles = ["web"], Hosts = ["web1", "web2", "web3"], Number = 2, Of = 5 };

        Assert.Equal("batch 2 of 5  3 hosts: web[1:3]  web\n", Plain([batch]));
        Assert.Equal("", Plain([batch with { Number = 1, Of = 1 }]));
    }

    [Fact]
    public void Hosts_that_were_stopped_say_before_what_in_the_end()
    {
        RunEvent Stopped(string before) => new RunInterrupted { Before = before, File = "/work/site/Web.cs", Line = 40 };
        var text = Plain(SampleFleet.Push("apply", new()
        {
            ["web1"] = [.. SampleFleet.Begin(3), Stopped("File[/etc/motd]"), .. SampleFleet.Done()],
            ["web2"] = [.. SampleFleet.Begin(3), Stopped("File[/etc/motd]"), .. SampleFleet.Done()],
            ["web3"] = [.. SampleFleet.Begin(3), Stopped(""), .. SampleFleet.Done()],
        }));

        Assert.Contains("\nstopped before File[/etc/motd]  Web.cs:40  2 hosts: web[1:2]\nstopped after the last resource  Web.cs:40  1 host: web3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_that_differ_only_in_host_and_address_are_told_once_and_others_are_not()
    {
        RunEvent[] Unreachable(string error) => [new HostContacting(), new HostFinished { Status = ContactStatus.Unreachable, Error = error, Seconds = 1 }];
        var text = Plain(SampleFleet.Push("apply", new()
        {
            ["web1"] = Unreachable("web1 does not answer at 10.0.0.1:22 within 10 s."),
            ["web2"] = Unreachable("web2 does not answer at 10.0.0.2:22 within 10 s."),
            ["web3"] = Unreachable("web3 does not answer at 10.0.0.3:22 within 20 s."),
        }));

        Assert.Contains(
            """
            unreachable  2 hosts: web[1:2]
              for example: web1 does not answer at 10.0.0.1:22 within 10 s.

            unreachable  1 host: web3
              web3 does not answer at 10.0.0.3:22 within 20 s.

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_collected_is_told_even_where_the_push_has_no_end()
    {
        var text = Plain(SampleFleet.Apply.Where(happened => happened is not PushFinished));

        Assert.Contains("3 hosts: web[01:02],web10\n  web\n    changed    File[/etc/nginx/nginx.conf]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_in_memory_has_a_limit_and_nothing_is_lost()
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        var narrator = new PushNarrator(new PlainLines(output), _ => { }, Paths, _ => "", verbose: false, tellsChanges: false, mostWeight: 2_000);
        foreach (var happened in SampleFleet.Push("apply", Enumerable.Range(1, 100).ToDictionary(i => $"web{i}", i => (RunEvent[])[.. SampleFleet.Begin(1), SampleFleet.Hostname($"web{i}"), .. SampleFleet.Done(changed: 1)])))
        {
            narrator.Take(happened);
        }

        output.FlushNow();
        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.All(Enumerable.Range(1, 100), i => Assert.Single(text.Split('\n'), line => line == $"        +web{i}"));
    }

    private static string Plain(IEnumerable<RunEvent> events, bool verbose = false)
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        using (var console = Console(output, verbose))
        {
            foreach (var happened in events)
            {
                console.Take(happened);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static PushPlainConsole Console(OutputBuffer output, bool verbose = false) => new(output, TextWriter.Null, Paths, limit => $"site push --limit {limit}", verbose);
}
