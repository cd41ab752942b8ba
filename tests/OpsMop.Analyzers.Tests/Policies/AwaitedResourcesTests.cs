namespace OpsMop.Analyzers.Tests.Policies;

public sealed class AwaitedResourcesTests
{
    [Fact]
    public Task A_statement_must_await() => Verify.ProcedureAsync("""{|OPM2010:host.File("/x")|}.Content("a").Mode("0644");""");

    [Fact]
    public Task A_variable_must_be_awaited_somewhere() =>
        Verify.ProcedureAsync(
            """
            var file = {|OPM2010:host.File("/x")|};
            file.Content("a");
            await host.Echo("done").After(file);
            """);

    [Fact]
    public Task A_builder_that_is_set_further_and_awaited_later_is_right() =>
        Verify.ProcedureAsync(
            """
            var file = host.File("/x").Mode("0644");
            file.Content("a");
            if (Condition)
            {
                file.Owner("root");
            }

            await file;
            """);

    [Fact]
    public Task A_discard_awaits_nothing() => Verify.ProcedureAsync("""_ = {|OPM2010:host.Echo("a")|}.Title("b");""");

    [Fact]
    public Task What_awaits_under_a_condition_is_taken_to_await() =>
        Verify.ProcedureAsync(
            """
            var file = host.File("/x");
            if (Condition)
            {
                await file.Content("a");
            }
            """);

    [Fact]
    public Task A_builder_that_goes_elsewhere_is_taken_to_be_awaited_there() =>
        Verify.ProcedureAsync(
            """
            var list = new List<FileSessionBuilder> { host.File("/1") };
            list.Add(host.File("/2"));
            foreach (var one in list)
            {
                one.Owner("root");
                await one;
            }

            await Finish(host.File("/3"));
            var (a, b) = (host.File("/4"), host.File("/5"));
            await a;
            await b;
            var works = Enumerable.Range(6, 3).Select(async n => await host.File($"/{n}"));
            await Task.WhenAll(works);
            await (Condition ? host.File("/9") : host.File("/9").Absent());

            static async Task Finish(FileSessionBuilder file)
            {
                file.Mode("0644");
                await file;
            }
            """);

    [Fact]
    public Task A_conditional_builder_in_a_variable_counts() =>
        Verify.ProcedureAsync(
            """
            var service = Condition ? {|OPM2010:host.Service("a")|} : {|OPM2010:host.Service("b")|};
            service.Running();
            """);

    [Fact]
    public Task Methods_that_take_the_session_are_checked_too() =>
        Verify.FileAsync(
            """
            public static class Steps
            {
                public static async Task StopAsync(this Session host)
                {
                    {|OPM2010:host.Service("a")|}.Stopped();
                    await host.Service("b").Stopped();
                }

                public static void Start(Session host) => {|OPM2010:host.Service("a")|}.Running();

                public static ServiceSessionBuilder Ask(Session host) => host.Service("a");
            }
            """);

    [Fact]
    public Task Another_task_is_still_the_compilers_matter() => Verify.ProcedureAsync("""{|CS4014:Task.Delay(1)|};""");

    [Fact]
    public Task What_a_method_of_the_author_returns_is_still_the_compilers_matter() =>
        Verify.FileAsync(
            """
            public sealed partial class Work : Procedure
            {
                public override async Task RunAsync(Session host)
                {
                    {|CS4014:Motd(host)|};
                    await Motd(host);
                }

                private static FileSessionBuilder Motd(Session host) => host.File("/etc/motd").Content("a");
            }
            """);

    [Fact]
    public Task Define_must_not_be_async() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override {|OPM2010:async|} void Define(Host host)
                {
                    await Task.Yield();
                    host.Echo("lost");
                }
            }

            public sealed partial class Web : Policy
            {
                public override {|OPM2010:async|} void Compose(Roles roles)
                {
                    await Task.Yield();
                    roles.Add<Site>();
                }
            }
            """);

    [Fact]
    public Task Blocks_must_not_be_async() =>
        Verify.DefineAsync(
            """
            host.Handler("a", {|OPM2010:async|} () =>
            {
                await Task.Yield();
                host.Echo("lost");
            });
            host.When(Condition, {|OPM2010:async|} () => await Task.Yield());
            host.Try({|OPM2010:async|} () => await Task.Yield()).Rescue({|OPM2010:async|} () => await Task.Yield());
            {|OPM2010:async|} void Add()
            {
                await Task.Yield();
                host.Echo("lost");
            }

            Add();
            """);

    [Fact]
    public Task Other_async_code_is_its_authors_business() =>
        Verify.FileAsync(
            """
            public sealed partial class Web : Policy
            {
                private readonly List<string> _names = [];

                public override async Task LoadAsync(CancellationToken cancel)
                {
                    await Task.Yield();
                    Action fire = async () => await Task.Yield();
                    fire();
                }

                public override void Compose(Roles roles) => _names.ForEach(async _ => await Task.Yield());
            }
            """);

    [Fact]
    public Task A_type_of_the_project_is_checked_as_ours_are() =>
        Verify.FileAsync(
            """
            /// <summary>A site.</summary>
            [ResourceType("site")]
            public sealed partial class SiteResource : Resource
            {
                /// <summary>Its label.</summary>
                [Key] public string Label { get; }

                /// <summary>Its level.</summary>
                public string? Level { get; }
            }

            public sealed partial class Work : Procedure
            {
                public override async Task RunAsync(Session host)
                {
                    {|OPM2010:host.Site("one")|}.Level("a");
                    var site = host.Site("two");
                    site.Level("b");
                    await site;
                }
            }
            """);

    [Fact]
    public Task The_fix_awaits_it() =>
        Fix.FileAsync(
            "OPM2010",
            """
            public sealed partial class Work : Procedure
            {
                public override async Task RunAsync(Session host)
                {
                    // The first step.
                    host.File("/x")
                        .Content("a")
                        .Mode("0644");
                    await host.Echo("done");
                }
            }
            """,
            """
            public sealed partial class Work : Procedure
            {
                public override async Task RunAsync(Session host)
                {
                    // The first step.
                    await host.File("/x")
                        .Content("a")
                        .Mode("0644");
                    await host.Echo("done");
                }
            }
            """,
            "Await it");

    [Fact]
    public Task The_fix_takes_async_away_where_nothing_is_awaited() =>
        Fix.FileAsync(
            "OPM2010",
            """
            public sealed partial class Site : Role
            {
                public override async void Define(Host host) => host.Echo("a");
            }
            """,
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.Echo("a");
            }
            """,
            "Remove async");

    [Fact]
    public Task Where_something_is_awaited_nothing_is_offered() => Fix.NoneAsync("OPM2010", """host.When(Condition, async () => await Task.Yield());""");
}
