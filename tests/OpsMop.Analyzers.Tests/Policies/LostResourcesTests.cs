namespace OpsMop.Analyzers.Tests.Policies;

public sealed class LostResourcesTests
{
    [Fact]
    public Task A_query_as_a_statement_declares_nothing() => Verify.DefineAsync("""Names.Where(name => name != "").Select(name => {|OPM2013:host.File(Folder / name)|}.Mode("0644"));""");

    [Fact]
    public Task A_query_in_a_variable_that_nobody_enumerates_declares_nothing() =>
        Verify.DefineAsync(
            """
            var files = Names.Select(name => {|OPM2013:host.File(Folder / name)|}.Mode("0644"));
            var sorted = files.OrderBy(file => file.ToString()).Take(3);
            """);

    [Fact]
    public Task A_query_in_the_language_of_queries_is_one() =>
        Verify.DefineAsync("""_ = from name in Names select {|OPM2013:host.File(Folder / name)|};""");

    [Fact]
    public Task One_report_for_one_lambda() =>
        Verify.DefineAsync(
            """
            Names.Select(name =>
            {
                {|OPM2013:host.Directory(Folder / name)|}.Mode("0755");
                host.File(Folder / name / "x").Mode("0644");
                return name;
            });
            """);

    [Fact]
    public Task What_is_enumerated_is_right() =>
        Verify.DefineAsync(
            """
            var files = Names.Select(name => host.File(Folder / name).Mode("0644"));
            foreach (var file in files.Reverse())
            {
                file.Owner("root");
            }

            _ = Names.Select(name => host.Directory(Folder / name)).ToList();
            _ = Names.Select(name => host.Directory(Folder / name)).Count();
            host.Echo("done").After([.. Names.Select(name => host.Directory(Folder / name))]);
            Names.ToList().ForEach(name => host.File(Folder / name).Mode("0644"));
            var last = (from name in Names select host.File(Folder / name)).Last();
            """);

    [Fact]
    public Task A_query_that_goes_elsewhere_is_taken_to_be_enumerated() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public IReadOnlyList<string> Names { get; set; } = [];

                private IEnumerable<FileBuilder> _files = [];

                public override void Define(Host host)
                {
                    _files = Names.Select(name => host.File($"/{name}").Mode("0644"));
                    Own(Names.Select(name => host.File($"/{name}/x").Mode("0644")));
                    var query = Query(host);
                }

                private IEnumerable<FileBuilder> Query(Host host) => Names.Select(name => host.File($"/{name}/y").Mode("0644"));

                private static void Own(IEnumerable<FileBuilder> files)
                {
                    foreach (var file in files)
                    {
                        file.Owner("root");
                    }
                }
            }
            """);

    [Fact]
    public Task A_lambda_that_nobody_calls_declares_nothing() =>
        Verify.DefineAsync(
            """
            var add = (string name) => {|OPM2013:host.File(Folder / name)|};
            Action<string> link = name => host.Link(Folder / name).Target("x");
            foreach (var name in Names)
            {
                link(name);
            }

            Action reload = () => host.Service("a").Reloaded();
            host.Handler("reload", reload);
            """);

    [Fact]
    public Task A_local_function_that_nobody_calls_declares_nothing() =>
        Verify.DefineAsync(
            """
            void {|CS8321:Lost|}() => {|OPM2013:host.File("/lost")|}.Mode("0644");
            void Used() => host.File("/used").Mode("0644");
            void Passed(string name) => host.File(Folder / name).Mode("0644");
            Used();
            Names.ToList().ForEach(Passed);
            """);

    [Fact]
    public Task An_iterator_whose_result_is_dropped_declares_nothing() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    {|OPM2013:Files(host)|};
                    Files(host).ToList();
                    List(host);
                }

                private static IEnumerable<FileBuilder> Files(Host host)
                {
                    yield return host.File("/a");
                }

                private static IEnumerable<FileBuilder> List(Host host) => [host.File("/b")];
            }
            """);

    [Fact]
    public Task The_fix_writes_a_loop() =>
        Fix.DefineAsync(
            "OPM2013",
            """
            // One for each.
            Word.Select(letter => host.File(Folder / $"{letter}").Mode("0644"));
            host.Echo("done");
            """,
            """
            // One for each.
            foreach (var letter in Word)
            {
                host.File(Folder / $"{letter}").Mode("0644");
            }
            host.Echo("done");
            """);
}
