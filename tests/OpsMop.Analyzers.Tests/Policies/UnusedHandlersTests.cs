namespace OpsMop.Analyzers.Tests.Policies;

public sealed class UnusedHandlersTests
{
    [Fact]
    public Task A_handler_that_is_thrown_away_is_never_notified() =>
        Verify.DefineAsync("""
            {|OPM2008:host.Handler("one"|}, () => host.Echo("1"));
            _ = {|OPM2008:host.Handler("two"|}, () => host.Echo("2"));
            """);

    [Fact]
    public Task A_variable_that_nobody_reads_notifies_nobody() =>
        Verify.DefineAsync("""
            var reload = {|OPM2008:host.Handler("reload"|}, () => host.Echo("1"));
            """);

    [Fact]
    public Task A_variable_that_is_read_is_left_to_the_run() =>
        Verify.DefineAsync("""
            var one = host.Handler("one", () => host.Echo("1"));
            if (Condition)
            {
                host.File("/x").Mode("0644").Notifies(one);
            }

            Handler[] all = [host.Handler("two", () => host.Echo("2"))];
            host.File("/y").Mode("0644").Notifies(all);
            """);

    [Fact]
    public Task A_private_property_that_the_class_does_not_read_notifies_nobody() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private Handler? _kept;

                private Handler Unread { get; set; } = null!;

                private Handler Read { get; set; } = null!;

                public Handler Reload { get; private set; } = null!;

                public override void Define(Host host)
                {
                    Unread = {|OPM2008:host.Handler("unread"|}, () => host.Echo("1"));
                    this.Read = host.Handler("read", () => host.Echo("2"));
                    Reload = host.Handler("reload", () => host.Echo("3"));
                    _kept = host.Handler("kept", () => host.Echo("4"));
                }
            }

            public sealed partial class Site
            {
                private void More(Host host) => host.File("/x").Mode("0644").Notifies(Read, _kept!);
            }
            """);

    [Fact]
    public Task RestartOn_notifies_by_name() =>
        Verify.DefineAsync("""
            host.Handler("restart nginx", () => host.Service("nginx").Restarted().Retry(3));
            var conf = host.File("/x").Mode("0644");
            host.Service("nginx").Running().Enabled().RestartOn(conf);
            """);

    [Fact]
    public Task A_handler_that_a_method_returns_is_somebody_elses() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.File("/x").Mode("0644").Notifies(Reload(host));

                private static Handler Reload(Host host) => host.Handler("reload", () => host.Service("nginx").Reloaded());
            }
            """);
}
