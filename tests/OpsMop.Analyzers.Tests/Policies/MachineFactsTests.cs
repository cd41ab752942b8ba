namespace OpsMop.Analyzers.Tests.Policies;

public sealed class MachineFactsTests
{
    [Theory]
    [InlineData("Environment.MachineName")]
    [InlineData("Environment.UserName")]
    [InlineData("Environment.GetEnvironmentVariable(\"HOME\")")]
    [InlineData("Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Today")]
    [InlineData("System.Diagnostics.Stopwatch.GetTimestamp()")]
    [InlineData("TimeProvider.System.GetUtcNow()")]
    [InlineData("File.ReadAllText(\"/etc/hostname\")")]
    [InlineData("File.Exists(\"/etc/hostname\")")]
    [InlineData("Directory.GetFiles(\"/etc\")")]
    [InlineData("new FileInfo(\"/etc/hostname\").Length")]
    [InlineData("new StreamReader(\"/etc/hostname\")")]
    [InlineData("Path.GetTempPath()")]
    [InlineData("System.Net.Dns.GetHostName()")]
    [InlineData("new HttpClient().GetStringAsync(\"https://example.org\")")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess()")]
    [InlineData("OperatingSystem.IsLinux()")]
    [InlineData("System.Runtime.InteropServices.RuntimeInformation.OSArchitecture")]
    [InlineData("Console.ReadLine()")]
    public Task What_reads_the_machine_is_wrong_in_Define(string expression) => Verify.DefineAsync($"var value = {{|OPM2016:{expression}|}};");

    [Theory]
    [InlineData("Environment.NewLine")]
    [InlineData("Path.Combine(\"/a\", Word)")]
    [InlineData("Path.GetFileName(Word)")]
    [InlineData("new FileInfo(Word).Name")]
    [InlineData("new DateTime(2030, 1, 1).AddDays(1)")]
    [InlineData("TimeSpan.FromSeconds(3)")]
    [InlineData("System.Net.IPAddress.Parse(\"10.0.0.1\")")]
    [InlineData("HttpMethod.Get.Method")]
    [InlineData("new StringReader(Word).ReadLine()")]
    [InlineData("nameof(File.Exists) + Word")]
    [InlineData("host.FileTests.Exists(\"/etc/hostname\")")]
    [InlineData("new Uri(\"https://example.org\").Host")]
    public Task What_only_computes_is_right(string expression) => Verify.DefineAsync($"var value = {expression};");

    [Fact]
    public async Task The_message_names_the_fact()
    {
        var diagnostics = await Verify.DefineAsync("""host.Echo($"{ {|OPM2016:Environment.MachineName|} }");""");
        Assert.Equal("Define reads the machine that runs it (Environment.MachineName). Ask host.Name, which is about the host.", Assert.Single(diagnostics).GetMessage());
    }

    [Fact]
    public Task Methods_of_the_project_are_looked_into() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private static string Architecture => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString();

                private static string Pure => "a";

                public override void Define(Host host)
                {
                    host.Echo($"{ {|OPM2016:Architecture|} } {Pure}");
                    host.Echo({|OPM2016:Files.Read("motd")|});
                    host.Echo({|OPM2016:"motd".Content()|});
                    host.Echo(Recursive(3));
                    var texts = new[] { "a" }.Select({|OPM2016:Files.Read|}).ToList();
                }

                private static string Recursive(int n) => n == 0 ? "" : Recursive(n - 1);
            }

            public static class Files
            {
                public static string Content(this string name) => Read(name);

                public static string Read(string name)
                {
                    using var reader = new StreamReader("/usr/share/" + name);
                    return reader.ReadToEnd();
                }
            }
            """);

    [Fact]
    public Task A_circle_of_methods_is_looked_into_from_wherever_it_is_entered() =>
        Verify.FileAsync(
            """
            public sealed partial class One : Role
            {
                public override void Define(Host host) => host.Echo({|OPM2016:Circle.Even(3)|});
            }

            public sealed partial class Two : Role
            {
                public override void Define(Host host)
                {
                    host.Echo({|OPM2016:Circle.Odd(3)|});
                    host.Echo(Circle.Pure(3));
                    var night = Circle.Night;
                    host.Echo("night").When(Circle.IsNight);
                }
            }

            public static class Circle
            {
                public static Func<bool> Night { get; } = IsNight;

                public static string Even(int n) => n == 0 ? Environment.UserName : Odd(n - 1);

                public static string Odd(int n) => n == 0 ? "" : Even(n - 1);

                public static string Pure(int n) => n == 0 ? "" : Impure(n - 1);

                public static bool IsNight() => DateTime.Now.Hour < 6;

                private static string Impure(int n) => Pure(n);
            }
            """);

    [Fact]
    public Task Elsewhere_it_is_right() =>
        Verify.FileAsync(
            """
            public sealed partial class Web : Policy
            {
                private string _motd = "";

                public string User { get; set; } = Environment.UserName;

                public override async Task LoadAsync(CancellationToken cancel) => _motd = await File.ReadAllTextAsync("motd", cancel);

                public override void Compose(Roles roles) => roles.Add<Motd>(motd => motd.Text = $"{_motd} {DateTime.Now} {Environment.MachineName}");
            }

            public sealed partial class Motd : Role
            {
                public string Text { get; set; } = "";

                public override void Define(Host host) => host.Echo(Text);
            }

            public sealed partial class Work : Procedure
            {
                public override async Task RunAsync(Session host)
                {
                    var until = DateTime.UtcNow.AddSeconds(10);
                    while (DateTime.UtcNow < until && !(await host.Query($"ready")).Succeeded())
                    {
                        await Task.Delay(100);
                    }
                }
            }

            public static class Results
            {
                public static bool Succeeded(this ProcessResult result) => result.ExitCode == 0;
            }
            """);

    [Fact]
    public Task In_a_lambda_that_is_called_later_only_what_a_fact_answers_is_wrong() =>
        Verify.DefineAsync(
            """
            host.Echo("night").When(() => DateTime.Now.Hour < 6);
            host.Echo("there").When(() => {|OPM2016:File.Exists("/etc/motd")|});
            host.Handler("now", () => host.Echo($"{ {|OPM2016:DateTime.Now|} }"));
            """);

    [Theory]
    [InlineData("""host.Echo(Environment.MachineName);""", """host.Echo(host.Name);""")]
    [InlineData("""host.Echo("a").When(File.Exists("/etc/motd"));""", """host.Echo("a").When(host.FileTests.IsFile("/etc/motd"));""")]
    [InlineData("""host.Echo("a").When(() => Directory.Exists(Word));""", """host.Echo("a").When(() => host.FileTests.IsDirectory(Word));""")]
    [InlineData("""host.Echo("a").When(OperatingSystem.IsLinux());""", """host.Echo("a").When(host.Platform.Is("linux"));""")]
    public Task The_fix_asks_the_fact(string before, string after) => Fix.DefineAsync("OPM2016", before, after);

    [Fact]
    public Task Where_no_fact_answers_nothing_is_offered() => Fix.NoneAsync("OPM2016", """host.Echo($"{DateTime.Now}");""");
}
