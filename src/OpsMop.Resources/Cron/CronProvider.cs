namespace OpsMop;

/// <summary>Manages jobs with <c>crontab</c>, and in files of <c>/etc/cron.d</c>.</summary>
[Provider<CronResource>("cron", Default = true, Proof = Proof.RealHost)]
public sealed class CronProvider : Provider<CronResource>
{
    private static readonly FileMetadata FileMode = new(UnixMode.FromBits(0b110_100_100), "root", "root");

    /// <inheritdoc/>
    public override ValueTask PlanAsync(CronResource want, Plan plan, CancellationToken cancel) =>
        want.Path is { IsGiven: true } path ? PlanFileAsync(want, path, plan, cancel) : PlanCrontabAsync(want, plan, cancel);

    private static async ValueTask PlanCrontabAsync(CronResource want, Plan plan, CancellationToken cancel)
    {
        var user = want.User ?? want.Common.User;
        if (user is not null && await plan.System.FindUserAsync(user, cancel).ConfigureAwait(false) is null)
        {
            // Who does not exist has no jobs.
            if (want.Absent)
            {
                return;
            }

            throw Ownership.NoUser(user);
        }

        var have = await plan.System.ObserveAsync(Crontab.Key(user), (system, stop) => Crontab.ReadAsync(system, user, stop), cancel).ConfigureAwait(false);
        if (have is null)
        {
            if (want.Absent)
            {
                return;
            }

            // A package that is only planned may bring it.
            await plan.System.StatAsync("/usr/bin/crontab", follow: true, cancel).ConfigureAwait(false);
            throw new ProviderException("crontab was not found: this host has no cron. Declare host.Package(\"cron\") above, or whatever it is called here.");
        }

        var table = new CronTable(have.Text, hasUser: false);
        foreach (var (action, from, to) in Edit(want, table, user: null))
        {
            var after = new Crontab(table.Text);
            plan.Change(action, from, to, (system, stop) => after.WriteAsync(system, user, stop), new Effects().Sets(Crontab.Key(user), after));
        }
    }

    private static async ValueTask PlanFileAsync(CronResource want, AbsolutePath path, Plan plan, CancellationToken cancel)
    {
        if (want.Absent && await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is null)
        {
            return;
        }

        var file = await EditedFile.OpenAsync(plan.System, path, cancel).ConfigureAwait(false);
        var user = want.User ?? want.Common.User ?? "root";
        if (!want.Absent && await plan.System.FindUserAsync(user, cancel).ConfigureAwait(false) is null)
        {
            throw Ownership.NoUser(user);
        }

        var table = new CronTable(file.Text, hasUser: true);
        var edits = Edit(want, table, user).ToList();
        if (edits.Count == 0)
        {
            return;
        }

        if (want.Absent && table.IsIdle)
        {
            plan.Change("delete", edits[0].From, null, (system, stop) => system.DeleteAsync(path, recursive: false, stop));
            return;
        }

        // One writing for all of them.
        var (action, from, to) = edits[^1];
        await file.SaveAsync(plan, table.Text, new Edit(action, from, to) { New = FileMode }, cancel).ConfigureAwait(false);
    }

    /// <summary>Edits a table, and tells what changes, each when it has been done.</summary>
    private static IEnumerable<(string Action, string? From, string? To)> Edit(CronResource want, CronTable table, string? user)
    {
        if (want.Absent)
        {
            if (table.Remove(want.Label) is { } gone)
            {
                yield return ("remove", gone, null);
            }

            yield break;
        }

        foreach (var (name, value) in want.Environment ?? new Dictionary<string, string>())
        {
            if (table.Set(name, value) is (true, var old))
            {
                yield return ("set", old, CronVariable.Print(name, value));
            }
        }

        var job = CronJob.Of(want, user);
        var before = table.Text;
        var from = table.Put(want.Label, job);
        if (table.Text != before)
        {
            yield return (from is null ? "add" : "change", from == job.ToString() ? null : from, job.ToString());
        }
    }
}
