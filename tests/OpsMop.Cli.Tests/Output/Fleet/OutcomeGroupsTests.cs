using OpsMop.CommandLine.Output.Fleet;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Output.Fleet;

public sealed class OutcomeGroupsTests
{
    [Fact]
    public void What_all_hosts_share_is_one_group_and_what_one_has_alone_another()
    {
        var groups = GroupsOf(SampleFleet.Apply);

        Assert.Equal(["web01,web02,web10", "web02", "web10"], groups.Select(group => string.Join(',', group.Hosts)));
        Assert.Equal(["File[/etc/nginx/nginx.conf]", null, "Service[nginx]"], groups[0].Outcomes.Select(outcome => outcome.Finished?.Resource));
        Assert.Equal(["restart nginx"], groups[0].Outcomes[0].Notified);
    }

    [Theory]
    [InlineData("other diff")]
    [InlineData("other from")]
    [InlineData("other status")]
    [InlineData("other line")]
    [InlineData("other handler")]
    [InlineData("other notification")]
    public void Whoever_differs_in_anything_that_is_shown_stands_apart(string difference)
    {
        var one = SampleRun.Finished("web", "File[/a]", 1, OutcomeStatus.Changed) with { Host = "a", Changes = [new ChangeRecord { Action = "write", From = "1", Diff = "-x\n" }] };
        var other = difference switch
        {
            "other diff" => one with { Changes = [new ChangeRecord { Action = "write", From = "1", Diff = "-y\n" }] },
            "other from" => one with { Changes = [new ChangeRecord { Action = "write", From = "2", Diff = "-x\n" }] },
            "other status" => one with { Status = OutcomeStatus.Unknown },
            "other line" => one with { Line = 2 },
            "other handler" => one with { Handler = "reload" },
            _ => one,
        };
        RunEvent[] notification = difference == "other notification" ? [new HandlerNotified { Host = "b", Role = "web", Handler = "reload", By = "File[/a]" }] : [];

        Assert.Equal(2, GroupsOf([one, .. notification, other with { Host = "b" }]).Count);
        Assert.Single(GroupsOf([one, one with { Host = "b", Seconds = 7, Time = default }]));
    }

    [Fact]
    public void A_notification_belongs_to_its_resource_whether_it_comes_before_its_end_or_after()
    {
        var finished = SampleRun.Finished("web", "File[/a]", 1, OutcomeStatus.Changed);
        var notified = new HandlerNotified { Role = "web", Handler = "reload", By = "File[/a]" };

        var group = Assert.Single(GroupsOf([notified with { Host = "a" }, finished with { Host = "a" }, finished with { Host = "b" }, notified with { Host = "b" }]));
        Assert.Equal(["reload"], Assert.Single(group.Outcomes).Notified);
    }

    [Fact]
    public void What_happens_twice_is_told_twice()
    {
        var restart = SampleRun.Finished("web", "Service[app]", 1, OutcomeStatus.Changed);

        var groups = GroupsOf([restart with { Host = "a" }, restart with { Host = "b" }, restart with { Host = "a" }]);
        Assert.Equal(["a,b", "a"], groups.Select(group => string.Join(',', group.Hosts)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Grouping_loses_nothing_and_does_not_depend_on_the_order_of_arrival(int seed)
    {
        var random = new Random(seed);
        var hosts = Enumerable.Range(1, 30).Select(i => $"web{i}").ToList();
        var events = hosts.ToDictionary(
            host => host,
            host => Enumerable.Range(0, random.Next(8)).Select(_ => SampleRun.Finished("web", $"File[/{random.Next(6)}]", 1, random.Next(4) == 0 ? OutcomeStatus.Unknown : OutcomeStatus.Changed) with { Host = host }).ToList());
        var told = events.Values.SelectMany(of => of).Select(happened => (happened.Host, happened.Resource, happened.Status)).Order().ToList();

        var groups = GroupsOf(events.Values.SelectMany(of => of));
        Assert.Equal(told, groups.SelectMany(group => group.Outcomes.SelectMany(outcome => group.Hosts.Select(host => (host, outcome.Finished!.Resource, outcome.Finished.Status)))).Order());
        Assert.Equal(groups.Count, groups.Select(group => string.Join(',', group.Hosts)).Distinct().Count());

        var shown = Show(groups);
        for (var i = 0; i < 5; i++)
        {
            var queues = events.Values.Where(of => of.Count > 0).Select(of => new Queue<ResourceFinished>(of)).ToList();
            var arrived = new List<RunEvent>();
            while (queues.Count > 0)
            {
                var queue = queues[random.Next(queues.Count)];
                arrived.Add(queue.Dequeue());
                queues.RemoveAll(one => one.Count == 0);
            }

            Assert.Equal(shown, Show(GroupsOf(arrived)));
        }
    }

    [Fact]
    public void Ten_thousand_hosts_that_do_the_same_keep_one_copy_of_it()
    {
        var groups = new OutcomeGroups(verbose: false);
        for (var host = 0; host < 10_000; host++)
        {
            for (var change = 0; change < 10; change++)
            {
                groups.Take(SampleRun.Finished("web", $"File[/{change}]", 1, OutcomeStatus.Changed) with
                {
                    Host = $"web{host}",
                    Changes = [new ChangeRecord { Action = "write", Diff = new string('x', 2_000) }],
                });
            }
        }

        Assert.Equal(10, Assert.Single(groups.Groups()).Outcomes.Count);
        Assert.Equal(10, groups.Count);
        Assert.InRange(groups.Weight, 20_000, 500_000);
    }

    private static IReadOnlyList<OutcomeGroup> GroupsOf(IEnumerable<RunEvent> events)
    {
        var groups = new OutcomeGroups(verbose: false);
        foreach (var happened in events)
        {
            groups.Take(happened);
        }

        return groups.Groups();
    }

    private static string Show(IEnumerable<OutcomeGroup> groups) =>
        string.Join('\n', groups.Select(group => $"{HostNames.Show(group.Hosts)}: {string.Join(' ', group.Outcomes.Select(outcome => $"{outcome.Finished!.Resource}{outcome.Finished.Status}"))}"));
}
