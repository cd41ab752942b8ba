#pragma warning disable CA1416 // modes of files; the engine is for Unix only

using OpsMop.Engine.State;

namespace OpsMop.Engine.Tests; // a namespace State here would hide the engine's from its other tests

public sealed class RunStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void The_state_directory_is_made_for_the_owner_only()
    {
        var run = RunStore.Open((_place / "state/opsmop").Value).CreateRun();

        Assert.Equal(OwnerOnly, File.GetUnixFileMode((_place / "state/opsmop").Value));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(run));
        Assert.Matches("/runs/[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}$", run);
    }

    [Fact]
    public void A_state_directory_that_lets_others_in_is_refused_with_the_remedy()
    {
        Directory.CreateDirectory((_place / "open").Value, OwnerOnly | UnixFileMode.OtherRead);

        var thrown = Assert.Throws<SystemFaultException>(() => RunStore.Open((_place / "open").Value));

        Assert.Equal(SystemFault.Refused, thrown.Fault);
        Assert.Contains("chmod 0700", thrown.Message);
    }

    [Fact]
    public void A_link_in_place_of_the_state_directory_is_refused()
    {
        Directory.CreateDirectory((_place / "real").Value, OwnerOnly);
        File.CreateSymbolicLink((_place / "link").Value, (_place / "real").Value);

        Assert.Throws<SystemFaultException>(() => RunStore.Open((_place / "link").Value));
    }

    [Fact]
    public void Runs_are_listed_newest_first_even_when_they_begin_in_the_same_second()
    {
        var store = RunStore.Open(_place.Path.Value);
        var runs = Enumerable.Range(0, 20).Select(_ => store.CreateRun()).ToArray();

        Assert.Equal(runs.Reverse(), store.Runs);
    }

    [Fact]
    public void Only_the_last_runs_are_kept()
    {
        var store = RunStore.Open(_place.Path.Value, new RetentionPolicy { Runs = 3 });
        var runs = Enumerable.Range(0, 5).Select(_ => store.CreateRun()).ToArray();

        Assert.Equal(runs[2..].Reverse(), store.Runs);
    }

    [Fact]
    public void Old_backups_go_when_there_are_too_many_but_the_journals_stay()
    {
        var store = RunStore.Open(_place.Path.Value, new RetentionPolicy { BackupBytes = 1500 });
        var runs = Enumerable.Range(0, 3).Select(_ => RunWithBackup(store, 1000)).ToArray();

        store.Prune();

        Assert.Equal([false, false, true], runs.Select(run => Directory.Exists(Path.Combine(run, "backups"))));
        Assert.All(runs, run => Assert.True(File.Exists(Path.Combine(run, "journal.jsonl"))));
    }

    [Fact]
    public void The_newest_run_is_kept_whatever_it_takes()
    {
        var store = RunStore.Open(_place.Path.Value, new RetentionPolicy { Runs = 0, BackupBytes = 0 });
        var run = RunWithBackup(store, 1000);

        store.Prune();

        Assert.True(Directory.Exists(Path.Combine(run, "backups")));
    }

    [Fact]
    public void One_run_at_a_time_holds_the_lock_and_the_other_learns_who()
    {
        var since = DateTimeOffset.UtcNow;
        using (RunLock.Acquire(_place.Path.Value))
        {
            var thrown = Assert.Throws<RunLockedException>(() => RunLock.Acquire(_place.Path.Value));

            Assert.Equal(Environment.ProcessId, thrown.ProcessId);
            Assert.InRange(thrown.Since!.Value, since.AddSeconds(-1), since.AddMinutes(1));
            Assert.Contains($"process {Environment.ProcessId}", thrown.Message);
        }

        RunLock.Acquire(_place.Path.Value).Dispose();
    }

    [Fact]
    public void A_lock_file_that_a_dead_run_left_is_no_obstacle()
    {
        File.WriteAllText((_place / "lock").Value, "4194303 2026-11-20T13:05:01.0000000+00:00\n");

        RunLock.Acquire(_place.Path.Value).Dispose();
    }

    private static string RunWithBackup(RunStore store, int size)
    {
        var run = store.CreateRun();
        Directory.CreateDirectory(Path.Combine(run, "backups"));
        File.WriteAllBytes(Path.Combine(run, "backups", "0123"), new byte[size]);
        File.WriteAllText(Path.Combine(run, "journal.jsonl"), "");
        return run;
    }
}
