namespace OpsMop.Analyzers.Tests.Declarations;

/// <summary>OPM1007.</summary>
public sealed class PlanningEffectsTests
{
    [Theory]
    [InlineData("var text = {|OPM1007:File.ReadAllText(want.Path.ToString())|};")]
    [InlineData("if ({|OPM1007:System.IO.Directory.Exists(\"/x\")|}) { return; }")]
    [InlineData("using var reader = {|OPM1007:new StreamReader(\"/x\")|};")]
    [InlineData("using var reader = new StreamReader(new MemoryStream());")]
    [InlineData("var info = {|OPM1007:new FileInfo(\"/x\")|};")]
    [InlineData("var name = Path.GetFileName(\"/x\") + Path.Combine(\"a\", \"b\");")]
    [InlineData("var name = {|OPM1007:Path.GetTempFileName()|};")]
    [InlineData("using var process = {|OPM1007:System.Diagnostics.Process.Start(\"ls\")|};")]
    [InlineData("var system = {|OPM1007:(ISystem)plan.System|};")]
    [InlineData("var system = {|OPM1007:plan.System as ISystem|};")]
    [InlineData("if (plan.System is {|OPM1007:ISystem system|}) { await system.FlushAsync(cancel); }")]
    [InlineData("if ({|OPM1007:plan.System is ISystem|}) { return; }")]
    [InlineData("var system = (object)plan.System; var reader = plan.System as ISystemReader;")]
    [InlineData("plan.Change(\"x\", null, null, async system => await system.WriteAsync(want.Path, FileContent.FromBytes(File.ReadAllBytes(\"/x\")), new FileMetadata(\"0644\")));")]
    [InlineData("ISystem? kept = null; plan.Change(\"x\", null, null, async system => { {|OPM1007:kept = system|}; var mine = system; mine = system; await mine.FlushAsync(); });")]
    [InlineData("plan.Change(\"x\", null, null, async (system, cancel) => { {|OPM1007:_system = system|}; await system.FlushAsync(cancel); });")]
    [InlineData("await plan.System.ObserveAsync<string>(\"x:y\", async (system, cancel) => {|OPM1007:File.ReadAllText(\"/x\")|}, cancel);")]
    [InlineData("var names = new[] { \"a\" }.Where(name => {|OPM1007:File.Exists(name)|}).ToList();")]
    [InlineData("Func<string> later = () => File.ReadAllText(\"/x\"); plan.Change(\"x\", null, later, system => default(ValueTask));")]
    [InlineData("Write(); void Write() => {|OPM1007:File.Delete(\"/x\")|};")]
    [InlineData("plan.Change(\"x\", null, null, async system => { Write(); await Task.Yield(); }); void Write() => File.Delete(\"/x\");")]
    public Task A_provider_only_asks_while_it_plans(string body) => ProviderAsync(body);

    [Fact]
    public Task What_it_calls_is_followed_to_the_line_that_is_wrong() =>
        ProviderAsync(
            "var status = new Status(); _ = status.Text; Other.Walk(1); plan.Change(\"x\", null, null, Apply);",
            """
            private static ValueTask Apply(ISystem system) { File.Delete("/x"); return default; }

            private sealed class Status
            {
                public Status() => {|OPM1007:File.Exists("/a")|}.ToString();
                public string Text => {|OPM1007:File.ReadAllText("/b")|};
                public string Unused => File.ReadAllText("/c");
            }

            private static class Other
            {
                public static void Walk(int depth)
                {
                    if (depth < 3) { Walk(depth + 1); }
                    {|OPM1007:Directory.CreateDirectory("/d")|};
                }

                public static void NotCalled() => Directory.CreateDirectory("/e");
            }
            """);

    [Fact]
    public Task A_batch_is_planned_too() =>
        Verify.FileAsync(
            """
            [Provider<FileResource>("batch")]
            internal sealed class Batch : Provider<FileResource>, IBatchProvider<FileResource>
            {
                public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default;

                ValueTask IBatchProvider<FileResource>.PlanAsync(IReadOnlyList<BatchItem<FileResource>> items, CancellationToken cancel)
                {
                    {|OPM1007:File.WriteAllText("/x", "")|};
                    return default;
                }
            }
            """);

    [Fact]
    public Task A_method_of_that_name_elsewhere_plans_nothing() =>
        Verify.FileAsync("internal sealed class Holiday { public async Task PlanAsync() { await Task.Yield(); File.Delete(\"/x\"); } }");

    [Fact]
    public async Task The_message_names_the_provider_and_what_to_do() =>
        Assert.Equal(
            "Mine uses File.Delete while it plans: that is the machine that it runs on, not the system that it plans for. Ask plan.System for what is there, and change it in the action given to plan.Change(…).",
            Assert.Single(await ProviderAsync("{|OPM1007:File.Delete(\"/x\")|};")).GetMessage());

    private static Task<System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostic>> ProviderAsync(string body, string members = "") =>
        Verify.FileAsync(
            $$"""
            #pragma warning disable CS1998, CS0169, CS0219, CS0414, CS0649, CS8602
            [Provider<FileResource>("mine")]
            internal sealed class Mine : Provider<FileResource>
            {
                private ISystem? _system;

                public override async ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel)
                {
                    {{body}}
                }

                {{members}}
            }
            """);
}
