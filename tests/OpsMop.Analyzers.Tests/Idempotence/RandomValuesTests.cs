namespace OpsMop.Analyzers.Tests.Idempotence;

public sealed class RandomValuesTests
{
    [Fact]
    public Task Random_values_in_a_definition_differ_in_each_run() =>
        Verify.DefineAsync(
            """
            host.File("/etc/id").Content($"{{|OPM3003:Guid.NewGuid()|}}").Mode("0644");
            var dice = {|OPM3003:new Random()|};
            host.File("/etc/number").Content($"{dice.Next()} {{|OPM3003:Random.Shared|}.Next()}").Mode("0644");
            host.File("/srv/" + {|OPM3003:Path.GetRandomFileName()|}).Content("x").Mode("0644");
            var key = {|OPM3003:System.Security.Cryptography.RandomNumberGenerator.GetHexString(32)|};
            host.File("/etc/key").Content(key).Mode("0600");
            host.File("/etc/hash").Content($"{{|OPM3003:Word.GetHashCode()|}}").Mode("0644");
            """);

    [Fact]
    public Task A_seed_makes_the_numbers_stay() => Verify.DefineAsync("""host.File("/etc/number").Content($"{new Random(42).Next()} {host.Chaos.Roll()}").Mode("0644");""");

    [Fact]
    public Task Code_that_Define_calls_counts_where_it_is_called() =>
        Verify.FileAsync(
            """
            public static class Names
            {
                public static string Fresh(string prefix) => prefix + Id();

                public static string Known(string prefix) => prefix + "1";

                private static string Id() => Guid.NewGuid().ToString();
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.File("/etc/a").Content({|OPM3003:Names.Fresh("a")|}).Mode("0644");
                    host.File("/etc/b").Content(Names.Known("b")).Mode("0644");
                }
            }
            """);

    [Fact]
    public Task Defaults_and_lambdas_have_the_clock_too() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public string Id { get; set; } = {|OPM3003:Guid.NewGuid()|}.ToString();
                public int Year { get; set; } = {|OPM3003:DateTime.Now|}.Year;
                public string Name { get; set; } = "site";
                private static readonly Guid s_process = Guid.NewGuid();

                public override void Define(Host host) => host.Echo(Id + Year + Name + s_process);
            }

            public sealed partial class Hosts : Policy
            {
                public string Release { get; set; } = $"r-{{|OPM3003:DateTimeOffset.UtcNow|}:yyyyMMdd}";

                public override void Compose(Roles roles)
                {
                    roles.Add<Site>(site => site.Id = {|OPM3003:Guid.NewGuid()|}.ToString());
                    roles.Add<Site>("two", site => site.Year = {|OPM3003:DateTime.UtcNow|}.Year);
                    roles.Add<Site>("three", site => site.Name = Release);
                }
            }
            """);

    [Fact]
    public Task Handlers_and_functions_that_are_called_at_their_turn_are_left_alone() =>
        Verify.DefineAsync(
            """
            var reload = host.Handler("reload", () => host.Command($"app reload --token {Guid.NewGuid().ToString()}"));
            var file = host.File("/etc/a").Content("x").Mode("0644").Notifies(reload);
            host.Command($"app token {Guid.NewGuid().ToString()}").WhenChanged(file);
            host.Echo("heads").When(() => Random.Shared.Next(2) == 0);
            """);

    [Fact]
    public Task Procedures_and_other_code_are_left_alone() =>
        Verify.FileAsync(
            """
            public sealed partial class Work : Procedure
            {
                public string Run { get; set; } = Guid.NewGuid().ToString();

                public override async Task RunAsync(Session host) => await host.Echo($"{Run} {Guid.NewGuid()}");
            }

            public sealed class Cache
            {
                public Guid Id { get; set; } = Guid.NewGuid();

                public DateTime At() => DateTime.Now;
            }
            """);

    [Fact]
    public Task A_clock_that_is_only_compared_says_the_same_each_time() => Verify.FileAsync(
        """
        public sealed partial class Sites : Policy
        {
            public override void Compose(Roles roles)
            {
                var expiry = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
                roles.Add<Site>(site => site.IsOld = DateTime.UtcNow.AddDays(30) > expiry);
                roles.Add<Site>("sunday", site => site.IsOld = DateTime.Now.DayOfWeek is DayOfWeek.Sunday);
                roles.Add<Site>("now", site => site.Title = $"{{|OPM3003:DateTime.UtcNow|}:O}");
            }
        }

        public sealed partial class Site : Role
        {
            public bool IsOld { get; set; }
            public string Title { get; set; } = "";

            public override void Define(Host host) => host.Echo($"{IsOld} {Title}");
        }
        """);
}
