namespace OpsMop.Analyzers.Tests.Policies;

public sealed class ImperativeStatesTests
{
    [Fact]
    public Task A_restart_in_Define_happens_in_every_run() => Verify.DefineAsync("""host.Service("a").Enabled().{|OPM2015:Restarted()|};""");

    [Fact]
    public Task The_state_may_be_given_as_a_value() =>
        Verify.DefineAsync(
            """
            const ServiceState state = ServiceState.Reloaded;
            var a = host.Service("a");
            a.{|OPM2015:State(state)|};
            host.Service("b").State(ServiceState.Running);
            """);

    [Fact]
    public Task Loops_and_blocks_happen_in_every_run_too() =>
        Verify.DefineAsync(
            """
            foreach (var name in Names)
            {
                host.Service(name).{|OPM2015:Restarted()|};
            }

            host.Parallel(() => host.Service("a").{|OPM2015:Restarted()|});
            host.Try(() => host.Service("b").{|OPM2015:Restarted()|}).Always(() => host.Service("c").{|OPM2015:Restarted()|});
            host.When(host.Platform.Is("debian"), () => host.Service("d").{|OPM2015:Restarted()|});
            if (host.Groups.Contains("web") && host.Name != "x")
            {
                host.Service("e").{|OPM2015:Restarted()|};
            }
            """);

    [Fact]
    public Task A_handler_is_its_place() =>
        Verify.DefineAsync(
            """
            var restart = host.Handler("restart", () =>
            {
                host.Service("a").Restarted();
                host.When(host.Platform.Is("debian"), () => host.Service("b").Reloaded());
            });
            host.File("/x").Notifies(restart);
            """);

    [Fact]
    public Task So_is_a_resource_that_waits_for_something() =>
        Verify.DefineAsync(
            """
            var file = host.File("/x");
            host.Service("a").Restarted().WhenChanged(file);
            host.Service("b").Restarted().When(() => host.FileTests.Exists("/run/restart"));
            host.When(() => host.FileTests.Exists("/run/restart"), () => host.Service("c").Restarted());
            host.Try(() => host.Command($"check")).Rescue(() => host.Service("d").Restarted());
            """);

    [Fact]
    public Task A_condition_of_the_author_is_somebodys_intent() =>
        Verify.DefineAsync(
            """
            if (Condition)
            {
                host.Service("a").Restarted();
            }

            host.Service("b").State(Condition ? ServiceState.Restarted : ServiceState.Running);
            if (!Condition)
            {
                return;
            }

            host.Service("c").Restarted();
            """);

    [Fact]
    public Task Functions_may_be_those_of_a_handler() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    void Local() => host.Service("a").Restarted();
                    Action lambda = () => host.Service("b").Restarted();
                    host.Handler("a", Local);
                    host.Handler("b", lambda);
                    host.Handler("c", () => Method(host));
                }

                private static void Method(Host host) => host.Service("c").Restarted();
            }
            """);

    [Fact]
    public Task A_procedure_acts() => Verify.ProcedureAsync("""await host.Service("a").Restarted();""");

    [Fact]
    public Task A_type_of_the_project_is_checked_as_ours_are() =>
        Verify.FileAsync(
            """
            /// <summary>What a site does.</summary>
            [Verbs]
            public enum SiteState
            {
                /// <summary>It is there.</summary>
                Online,

                /// <summary>Its cache is emptied.</summary>
                [Imperative] Flushed,
            }

            /// <summary>A site.</summary>
            [ResourceType("site")]
            public sealed partial class SiteResource : Resource
            {
                /// <summary>Its label.</summary>
                [Key] public string Label { get; }

                /// <summary>What it does.</summary>
                public SiteState? State { get; }
            }

            public sealed partial class Web : Role
            {
                public override void Define(Host host)
                {
                    host.Site("one").Online();
                    host.Site("two").{|OPM2015:Flushed()|};
                }
            }
            """);
}
