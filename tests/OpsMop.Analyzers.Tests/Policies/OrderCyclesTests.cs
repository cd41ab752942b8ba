namespace OpsMop.Analyzers.Tests.Policies;

public sealed class OrderCyclesTests
{
    [Fact]
    public async Task Two_resources_that_wait_for_each_other_are_a_cycle_at_the_later_edge()
    {
        var found = await Verify.DefineAsync("""
            var a = host.File("/a").Mode("0644");
            var b = host.File("/b").Mode("0644").After(a);
            a.{|OPM2007:After(b)|};
            """);
        Assert.Equal("the order has a cycle: File[/a], File[/b] each wait for another of them. Remove one After, Before or WhenChanged.", found[0].GetMessage());
    }

    [Fact]
    public Task A_longer_way_round_is_a_cycle_too() =>
        Verify.DefineAsync("""
            var a = host.File("/a").Mode("0644");
            var b = host.File("/b").Mode("0644").WhenChanged(a);
            var c = host.File("/c").Mode("0644");
            b.Before(c);
            a.Title("a").{|OPM2007:After(c)|};
            """);

    [Fact]
    public Task Nothing_comes_after_itself() =>
        Verify.DefineAsync("""
            var a = host.File("/a").Mode("0644");
            a.{|OPM2007:After(a)|};
            """);

    [Fact]
    public Task The_order_of_writing_closes_no_cycle() =>
        Verify.DefineAsync("""
            var a = host.File("/a").Mode("0644");
            var b = host.File("/b").Mode("0644").Before(a);
            host.File("/c").Mode("0644").After(a, b);
            """);

    [Fact]
    public Task RestartOn_is_an_edge() =>
        Verify.DefineAsync("""
            var conf = host.File("/a").Mode("0644");
            var service = host.Service("x").Running().Enabled().RestartOn(conf);
            conf.{|OPM2007:After(service)|};
            """);

    [Fact]
    public Task Edges_in_the_branches_of_an_if_never_meet() =>
        Verify.DefineAsync("""
            var a = host.File("/a").Mode("0644");
            var b = host.File("/b").Mode("0644");
            if (Condition)
            {
                a.After(b);
            }
            else
            {
                b.After(a);
            }
            """);

    [Fact]
    public Task Edges_under_different_conditions_are_left_to_the_run() =>
        Verify.DefineAsync("""
            var a = host.File("/a").Mode("0644");
            var b = host.File("/b").Mode("0644");
            if (Condition)
            {
                a.After(b);
            }

            if (Other)
            {
                b.After(a);
            }
            """);

    [Fact]
    public Task A_chain_made_in_a_loop_is_no_cycle() =>
        Verify.DefineAsync("""
            FileBuilder? before = null;
            foreach (var name in Names)
            {
                var file = host.File(Folder / name).Mode("0644");
                if (before is not null)
                {
                    file.After(before);
                }

                before = file;
            }
            """);

    [Fact]
    public Task Two_blocks_that_wait_for_each_other_are_a_cycle() =>
        Verify.DefineAsync("""
            FileBuilder a;
            FileBuilder b;
            host.Parallel(() =>
            {
                var one = host.File("/1").Mode("0644");
                var two = host.File("/2").Mode("0644");
                one.After(two);
            });
            var x = host.File("/x").Mode("0644");
            var y = host.File("/y").Mode("0644").After(x);
            host.Parallel(() =>
            {
                a = host.File("/a").Mode("0644").Before(x);
                b = host.File("/b").Mode("0644").{|OPM2007:After(y)|};
            });
            """);

    [Fact]
    public Task The_parts_of_a_Try_have_an_order_of_their_own() =>
        Verify.DefineAsync("""
            FileBuilder a = null!;
            host.Try(() => a = host.File("/a").Mode("0644")).Rescue(() => host.File("/b").Mode("0644").Before(a));
            """);

    [Fact]
    public Task A_type_of_the_user_that_takes_another_resource_is_an_edge() =>
        Verify.FileAsync(
            """
            /// <summary>A key.</summary>
            [ResourceType("key")]
            public sealed partial class KeyResource : Resource
            {
                /// <summary>Where.</summary>
                [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }
            }

            /// <summary>A host.</summary>
            [ResourceType("virtual-host")]
            public sealed partial class VirtualHostResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key] public string Domain { get; }

                /// <summary>Its key.</summary>
                public KeyResource? Certificate { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    var key = host.Key("/etc/key");
                    var site = host.VirtualHost("a").Certificate(key);
                    key.{|OPM2007:After(site)|};
                }
            }
            """);

    [Fact]
    public Task A_handler_does_not_notify_itself() =>
        Verify.DefineAsync("""
            Handler reload = null!;
            reload = host.Handler("reload", () => host.Service("nginx").Reloaded().{|OPM2007:Notifies(reload)|});
            """);

    [Fact]
    public Task Handlers_do_not_notify_each_other() =>
        Verify.DefineAsync("""
            ServiceBuilder first = null!;
            var a = host.Handler("a", () => first = host.Service("a").Restarted());
            var b = host.Handler("b", () => host.Service("b").Restarted().Notifies(a));
            first.{|OPM2007:Notifies(b)|};
            """);

    [Fact]
    public Task A_handler_may_notify_another() =>
        Verify.DefineAsync("""
            var a = host.Handler("a", () => host.Service("a").Restarted());
            var b = host.Handler("b", () => host.Service("b").Restarted().Notifies(a));
            host.File("/x").Mode("0644").Notifies(b);
            """);
}
