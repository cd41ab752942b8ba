using System.Text;
using OpsMop.CommandLine.Output;
using OpsMop.CommandLine.Output.Fleet;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Output.Fleet;

/// <summary>The table at the bottom, and what scrolls by above it.</summary>
public sealed class PushTerminalConsoleTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    public void Five_hosts_have_a_line_each(int width, int height) => Snapshot.Matches(Watched(Half(5), width, height).Visible, $"{width}x{height}");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 50)]
    [InlineData(40, 8)]
    public void Five_hundred_hosts_are_a_line_for_each_state_and_those_at_work_for_longest(int width, int height) => Snapshot.Matches(Watched(Half(500), width, height).Visible, $"{width}x{height}");

    [Fact]
    public void The_end_takes_the_table_away_and_says_what_a_pipe_says()
    {
        var screen = new Screen(100, 30);
        var time = new ManualTime();
        Watch(SampleFleet.Apply, screen, time, 100, 30, drawEach: true);

        Snapshot.Matches(screen.All);
        Assert.Equal(0, time.Timers);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(10, 2)]
    [InlineData(20, 3)]
    [InlineData(79, 5)]
    [InlineData(80, 24)]
    [InlineData(300, 100)]
    public void The_table_never_outgrows_the_screen(int width, int height)
    {
        foreach (var hosts in (int[])[1, 5, 30, 500])
        {
            var time = new ManualTime();
            var progress = new PushProgress(time);
            foreach (var happened in Half(hosts))
            {
                progress.Take(happened);
            }

            time.Pass(7);
            var lines = new PushTable(progress).Lines(width, height);
            Assert.InRange(lines.Count, 1, Math.Max(1, height * 3 / 4));
            Assert.All(lines, line => Assert.InRange(line.Sum(piece => Cells.Width(piece.Text)), 0, Math.Max(10, width - 1)));
        }
    }

    [Fact]
    public void Names_that_are_too_wide_are_cut_by_cells()
    {
        var events = Half(2, i => i == 1 ? "主机主机主机主机主机主机主机主机主机主机主机主机" : "web.with-a-very-long-name.in-a-very-long-domain.example.com");
        var screen = Watched(events, 50, 24);

        Assert.All(screen.Visible.Split('\n'), line => Assert.InRange(Cells.Width(line), 0, 49));
        Assert.Contains("主…", screen.Visible, StringComparison.Ordinal);
        Assert.Contains("web.with-a-very…", screen.Visible, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_stands_above_the_table_which_stays_whole()
    {
        var screen = new Screen(80, 24);
        var events = Half(5).Append(SampleFleet.Said("hello from web01") with { Host = "web001" });
        Watch(events, screen, new ManualTime(), 80, 24, drawEach: true);

        var lines = screen.Visible.Split('\n');
        var message = Array.FindIndex(lines, line => line.Contains("hello from web01", StringComparison.Ordinal));
        var title = Array.FindIndex(lines, line => line.StartsWith("apply of Site:", StringComparison.Ordinal));
        Assert.Equal("web001: message       hello from web01", lines[message]);
        Assert.True(message < title, screen.Visible);
        Assert.Single(lines, line => line.StartsWith("apply of Site:", StringComparison.Ordinal));
        Assert.Equal(title + 6, lines.Length);
    }

    [Fact]
    public void A_terminal_that_becomes_narrower_keeps_no_remains_of_the_table()
    {
        var width = 80;
        var screen = new Screen(80, 24);
        using var output = new OutputBuffer(new ScreenStream(screen));
        var time = new ManualTime();
        using var console = new PushTerminalConsole(output, TextWriter.Null, new PolicyPaths("/"), _ => "", false, false, () => width, () => 24, time);
        foreach (var happened in Half(5))
        {
            console.Take(happened);
        }

        console.Take(SampleFleet.Said("stays") with { Host = "web001" });
        console.Draw();
        Assert.Equal(7, screen.All.Split('\n').Length);
        screen.Shrink(width = 31);
        Assert.InRange(screen.All.Split('\n').Length, 9, 20);
        time.Pass(1);
        console.Draw();

        var lines = screen.All.Split('\n');
        Assert.Equal(["web001: message       stays", "apply of Site: 1 of 5 hosts, …"], lines[..2]);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public void A_notice_is_not_written_into_the_table()
    {
        var screen = new Screen(80, 24);
        using var output = new OutputBuffer(new ScreenStream(screen));
        var time = new ManualTime();
        using var console = new PushTerminalConsole(output, new ScreenWriter(screen), new PolicyPaths("/"), _ => "", false, false, () => 80, () => 24, time);
        foreach (var happened in Half(5))
        {
            console.Take(happened);
        }

        console.Draw();
        console.Notice("stopping after the running change (Ctrl-C again to end it)");
        console.Draw();

        var lines = screen.Visible.Split('\n');
        Assert.Equal("stopping after the running change (Ctrl-C again to end it)", lines[0]);
        Assert.StartsWith("apply of Site: 1 of 5 hosts", lines[1], StringComparison.Ordinal);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public void A_console_that_is_disposed_in_mid_run_takes_the_table_away_and_leaves_the_cursor_as_it_was()
    {
        var stream = new MemoryStream();
        using var output = new OutputBuffer(stream);
        var time = new ManualTime();
        using (var console = new PushTerminalConsole(output, TextWriter.Null, new PolicyPaths("/"), _ => "", false, true, () => 80, () => 24, time))
        {
            foreach (var happened in Half(5))
            {
                console.Take(happened);
            }

            console.Draw();
        }

        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("\r\e[5A\e[J", text, StringComparison.Ordinal);
        Assert.DoesNotContain("apply of Site:", text[text.LastIndexOf("\e[J", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?", text, StringComparison.Ordinal);
        Assert.Equal(0, time.Timers);
    }

    [Fact]
    public void Half_a_million_events_draw_nothing_and_allocate_next_to_nothing()
    {
        var stream = new CountingStream();
        using var output = new OutputBuffer(stream);
        var time = new ManualTime();
        using var console = new PushTerminalConsole(output, TextWriter.Null, new PolicyPaths("/"), _ => "", false, true, () => 80, () => 24, time);
        foreach (var happened in Half(500))
        {
            console.Take(happened);
        }

        var started = Enumerable.Range(1, 500).Select(i => new ResourceStarted { Host = $"web{i:000}", Role = "web", Resource = "File[/etc/motd]" }).ToList();
        var finished = Enumerable.Range(1, 500).Select(i => SampleRun.Finished("web", "File[/etc/motd]", 1, OutcomeStatus.Unchanged) with { Host = $"web{i:000}" }).ToList();
        console.Draw();
        var writes = stream.Writes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var resource = 0; resource < 500; resource++)
        {
            for (var host = 0; host < 500; host++)
            {
                console.Take(started[host]);
                console.Take(finished[host]);
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000 * 4);
        Assert.Equal(writes, stream.Writes);
        console.Draw();
        Assert.True(stream.Writes > writes);
    }

    [Fact]
    public void A_table_in_which_nothing_has_changed_is_not_written_again()
    {
        var stream = new CountingStream();
        using var output = new OutputBuffer(stream);
        using var console = new PushTerminalConsole(output, TextWriter.Null, new PolicyPaths("/"), _ => "", false, true, () => 80, () => 24, new ManualTime());
        foreach (var happened in Half(5))
        {
            console.Take(happened);
        }

        console.Draw();
        var writes = stream.Writes;
        console.Draw();
        console.Draw();

        Assert.True(writes > 0);
        Assert.Equal(writes, stream.Writes);
    }

    private static Screen Watched(IEnumerable<RunEvent> events, int width, int height)
    {
        var screen = new Screen(width, height);
        Watch(events, screen, new ManualTime(), width, height, drawEach: false);
        return screen;
    }

    private static void Watch(IEnumerable<RunEvent> events, Screen screen, ManualTime time, int width, int height, bool drawEach)
    {
        using var output = new OutputBuffer(new ScreenStream(screen));
        var console = new PushTerminalConsole(output, TextWriter.Null, new PolicyPaths("/work/site"), limit => $"site push --limit {limit}", false, colours: true, () => width, () => height, time);
        foreach (var happened in events)
        {
            console.Take(happened);
            if (drawEach)
            {
                time.Pass(0.1);
                console.Draw();
            }
        }

        time.Pass(12);
        console.Draw();
    }

    /// <summary>A push that is half done: of ten hosts two are done, one has failed, one is being connected to, two wait, and the others work.</summary>
    private static IEnumerable<RunEvent> Half(int count, Func<int, string>? name = null)
    {
        var hosts = Enumerable.Range(1, count).Select(name ?? (i => $"web{i:000}")).ToList();
        yield return new PushStarted { Policy = "Site", Verb = "apply", Hosts = hosts, Roles = ["web"], Forks = 32 };
        for (var i = 0; i < count; i++)
        {
            var events = (i % 10) switch
            {
                0 => (RunEvent[])[.. SampleFleet.Begin(40), SampleFleet.Ok("File[/a]"), SampleFleet.Ok("File[/b]"), new ResourceStarted { Role = "web", Resource = "Package[nginx]" }],
                1 => [.. SampleFleet.Begin(3), .. SampleFleet.Nginx("restart"), .. SampleFleet.Done(changed: 2)],
                2 => [new HostContacting(), new HostContacting { Attempt = 2, Reason = "too many connections" }],
                3 or 4 => [],
                5 => [new HostContacting(), new HostFinished { Status = ContactStatus.Unreachable, Error = "no route to it.\nMore.", Seconds = 3 }],
                6 => [.. SampleFleet.Begin(3), SampleFleet.Ok("File[/a]"), .. SampleFleet.Done()],
                _ => [.. SampleFleet.Begin(12), new ResourceStarted { Role = "web", Resource = "File[/a/very/long/path/below/which/there/is/another/very/long/path/to/a/file.conf]" }],
            };
            foreach (var happened in events)
            {
                yield return happened with { Host = hosts[i] };
            }
        }
    }

    private sealed class ScreenStream(Screen screen) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => screen.Write(Encoding.UTF8.GetString(buffer, offset, count));
    }

    private sealed class ScreenWriter(Screen screen) : StringWriter
    {
        public override void WriteLine(string? value) => screen.Write(value + "\n");
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Writes++;
    }
}
