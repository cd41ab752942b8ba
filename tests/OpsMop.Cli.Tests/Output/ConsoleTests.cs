using System.Text;
using OpsMop.CommandLine.Output;
using OpsMop.CommandLine.Tests.Output.Fleet;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Output;

public sealed class ConsoleTests
{
    private static readonly PolicyPaths Paths = new("/work/site");

    [Fact]
    public void A_plan_says_what_would_change() => Snapshot.Matches(Plain(SampleRun.Plan));

    [Fact]
    public void A_verbose_plan_says_everything() => Snapshot.Matches(Plain(SampleRun.Plan, verbose: true));

    [Fact]
    public void A_failure_says_what_where_and_what_to_do() => Snapshot.Matches(Plain(SampleRun.FailedApply));

    [Fact]
    public void A_verbose_failure_shows_all_output_and_tries() => Snapshot.Matches(Plain(SampleRun.FailedApply, verbose: true));

    [Fact]
    public void An_interrupted_run_says_where_it_stopped_and_how_to_go_on() => Snapshot.Matches(Plain(SampleRun.InterruptedApply));

    [Fact]
    public void A_run_with_nothing_to_do_is_one_line() => Assert.Equal("0 changed, 1 unchanged, 0 failed, 0 skipped, 0 unknown in 0.00 s\n", Plain(SampleRun.NothingToDo));

    [Fact]
    public void A_terminal_shows_the_same_words_in_colour() => Snapshot.Matches(Terminal(SampleRun.Plan, colours: true).Replace('\e', '␛'));

    [Fact]
    public void A_terminal_without_colours_keeps_bold_and_dim()
    {
        var text = Terminal(SampleRun.FailedApply, colours: false);

        Assert.DoesNotMatch("\e\\[[0-9;]*3[0-9]m", text);
        Snapshot.Matches(text.Replace('\e', '␛'));
    }

    [Fact]
    public void A_terminal_says_what_a_pipe_says()
    {
        static string Words(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\e\\[[0-9;]*m", "").Split("\n\n")[0];

        Assert.Equal(Words(Plain(SampleRun.Plan)), Words(Terminal(SampleRun.Plan, colours: true)));
    }

    [Fact]
    public void The_progress_line_is_cut_at_the_width_and_taken_away_before_other_lines()
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        using (var console = new TerminalConsole(output, new StringWriter(), Paths, verbose: false, colours: false, () => 30, new ManualTime()))
        {
            console.Take(new RunStarted { Policy = "Site", Verb = "apply", Resources = 12 });
            console.Take(SampleRun.Finished("web", "File[/a]", 1, OutcomeStatus.Unchanged));
            console.Take(new ResourceStarted { Role = "web", Resource = "File[/a/very/long/path/that/does/not/fit]" });
            console.Draw();
            console.Take(SampleRun.Finished("web", "File[/b]", 2, OutcomeStatus.Changed));
        }

        var text = Encoding.UTF8.GetString(stream.ToArray());
        var drawn = text.Split("\r\e[2K");
        Assert.Matches(@"^1/12  \d\.\d+ s  File\[/a/very/l.*…$", drawn[1]);
        Assert.InRange(drawn[1].Length, 20, 29);
        Assert.StartsWith("\e[1mweb\e[0m\n", drawn[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_go_to_the_standard_error_as_a_compiler_prints_them()
    {
        var error = new StringWriter();
        using var output = new OutputBuffer(new MemoryStream());
        using var console = new PlainConsole(output, error, Paths, verbose: false);
        console.Take(SampleRun.Plan.First());

        Assert.Equal("site.yaml(3): warning OPM6005: web.threads: 'threads' is obsolete: use Workers\n", error.ToString());
    }

    [Fact]
    public void Json_is_one_event_a_line()
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        using (var console = new JsonConsole(output, TextWriter.Null))
        {
            foreach (var happened in SampleRun.FailedApply)
            {
                console.Take(happened);
            }
        }

        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Equal(SampleRun.FailedApply.Select(EventJson.Write), text.TrimEnd('\n').Split('\n'));
        Assert.Contains("\"event\":\"resource.finished\"", text, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"failed\"", text, StringComparison.Ordinal);
        Assert.Equal(typeof(RunFinished), EventJson.Read(text.TrimEnd('\n').Split('\n')[^1]).GetType());
    }

    [Fact]
    public void Roles_in_which_nothing_happens_are_counted_and_not_listed()
    {
        var events = Enumerable.Range(1, 500)
            .SelectMany(i => (RunEvent[])[new RoleStarted { Role = $"role{i}" }, new RoleFinished { Role = $"role{i}", Unchanged = 1, Changed = i == 7 ? 1 : 0, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 0 }])
            .Append(new RunFinished { Unchanged = 500, Changed = 1, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 1 });

        Assert.Equal(
            """

            role   changed  unchanged  failed  skipped  unknown    time
            role7        1          1       0        0        0  0.00 s
            and 499 roles in which nothing changed

            1 changed, 500 unchanged, 0 failed, 0 skipped, 0 unknown in 1.0 s

            """,
            Plain(events));
    }

    [Fact]
    public void Ten_thousand_changes_are_a_few_writes()
    {
        var stream = new CountingStream();
        using (var output = new OutputBuffer(stream))
        {
            using var console = new PlainConsole(output, TextWriter.Null, Paths, verbose: false);
            for (var i = 0; i < 10_000; i++)
            {
                console.Take(SampleRun.Finished("web", $"File[/tmp/{i}]", 1, OutcomeStatus.Changed));
            }
        }

        Assert.InRange(stream.Writes, 1, 60);
    }

    private static string Plain(IEnumerable<RunEvent> events, bool verbose = false)
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        using (var console = new PlainConsole(output, TextWriter.Null, Paths, verbose))
        {
            foreach (var happened in events)
            {
                console.Take(happened);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Terminal(IEnumerable<RunEvent> events, bool colours)
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        using (var console = new TerminalConsole(output, TextWriter.Null, Paths, verbose: false, colours, () => 100, new ManualTime()))
        {
            foreach (var happened in events)
            {
                console.Take(happened);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            base.Write(buffer, offset, count);
        }
    }
}
