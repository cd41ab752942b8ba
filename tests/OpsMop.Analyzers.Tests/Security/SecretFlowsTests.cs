namespace OpsMop.Analyzers.Tests.Security;

public sealed class SecretFlowsTests
{
    [Fact]
    public Task A_secret_has_no_place_in_a_string() =>
        Verify.DefineAsync("""
            string a = $"password={{|OPM4001:Password|}}";
            var b = "password=" + {|OPM4001:Password|};
            var c = string.Concat("password=", {|OPM4001:Password|});
            var d = string.Format("password={0}", {|OPM4001:Password|});
            var e = string.Join(",", "x", {|OPM4001:Password|});
            var f = {|OPM4001:Password.ToString()|};
            var g = "x";
            g += {|OPM4001:Password|};
            Console.WriteLine({|OPM4001:Password|});
            throw new InvalidOperationException($"wrong: {{|OPM4001:Password|}}" + a + b + c + d + e + f + g);
            """);

    [Fact]
    public async Task The_message_is_that_of_the_run_time()
    {
        var found = await Verify.DefineAsync("""_ = $"{{|OPM4001:Password|}}";""");
        Assert.StartsWith("A Secret has no plain text. Put it into a Text", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_text_may_hold_a_secret() =>
        Verify.DefineAsync("""
            Text settings = $"password={Password}\n";
            Text sum = $"a={Password}" + $"b={Password}";
            Text all = settings + "more\n" + sum;
            host.File("/x").Content($"[client]\n{settings}{all}").Mode("0600");
            host.File("/y").Content($"password={Password}").Mode("0640");
            host.Shell($"true").Stdin($"{Password}").SecretFile("P", Password).ChangedWhen(_ => false);
            """);

    [Fact]
    public Task The_arms_of_a_choice_are_strings() =>
        Verify.DefineAsync("""
            Text a = Condition ? $"p={{|OPM4001:Password|}}" : "none";
            Text b = Word switch { "a" => $"p={{|OPM4001:Password|}}", _ => "" };
            Text c = $"p={{|OPM4001:Password|}}" + "\n";
            var d = $"p={{|OPM4001:Password|}}";
            Func<string> e = () => $"p={{|OPM4001:Password|}}";
            Func<Text> f = () => $"p={Password}";
            Text g = Condition ? (Text)$"p={Password}" : "none";
            host.File("/x").Content(a + b + c + d + e() + f() + g).Mode("0600");
            """);

    [Fact]
    public Task A_text_with_a_secret_is_no_string_either() =>
        Verify.DefineAsync("""
            Text settings = $"password={Password}";
            string a = $"{{|OPM4001:settings|}}";
            host.File("/x").Content({|OPM4001:settings.ToString()|}).Mode("0600");
            Console.WriteLine(settings.ToString() + a);
            Text harmless = $"word={Word}";
            string b = $"{harmless}";
            host.File("/y").Content(b).Mode("0644");
            """);

    [Fact]
    public Task Other_handlers_make_strings() =>
        Verify.DefineAsync("""
            var text = new System.Text.StringBuilder();
            text.Append($"p={{|OPM4001:Password|}}").Append({|OPM4001:Password|});
            System.Diagnostics.Debug.Assert(Condition, $"p={{|OPM4001:Password|}}");
            var all = new List<Secret> { Password };
            _ = string.Join(",", {|OPM4001:all|});
            object hidden = Password;
            _ = $"{{|OPM4001:hidden|}}";
            Func<string> print = {|OPM4001:Password.ToString|};
            _ = string.Create(null, $"{{|OPM4001:Password|}}") + print();
            _ = all.Select(one => {|OPM4001:one.ToString()|}).Concat(all.Select(one => $"{{|OPM4001:one|}}")).ToList();
            _ = System.Text.Json.JsonSerializer.Serialize({|OPM4001:Password|});
            _ = $"{all.Count} {Password is null} {nameof(Password)} {Password == null}";
            """);

    [Fact]
    public Task Titles_names_and_variables_of_the_environment_are_strings() =>
        Verify.DefineAsync("""
            var restart = host.Handler($"restart {{|OPM4001:Password|}}", () => host.Service("x").Restarted());
            host.Command($"true").Title("x" + {|OPM4001:Password|}).Tags($"{{|OPM4001:Password|}}").IgnoreErrors($"because {{|OPM4001:Password|}}")
                .Environment("PASSWORD", $"{{|OPM4001:Password|}}").Notifies(restart).ChangedWhen(_ => false);
            """);

    [Fact]
    public Task A_record_prints_its_members() =>
        Verify.FileAsync(
            """
            public sealed record Login(string User, Secret Password);

            public sealed record Quiet(string User, Secret Password)
            {
                public override string ToString() => User;
            }

            public sealed partial class Site : Role
            {
                public Secret Password { get; set; } = null!;

                public override void Define(Host host)
                {
                    var login = new Login("a", Password);
                    var quiet = new Quiet("a", Password);
                    Console.WriteLine($"{{|OPM4001:login|}} {quiet} {login.User}");
                }
            }
            """);

    [Fact]
    public Task What_is_printed_holds_no_secret() =>
        Verify.DefineAsync("""
            host.Echo({|OPM4001:$"the password is {Password}"|});
            Text message = Condition ? $"{{|OPM4001:Password|}}" : "";
            Text secret = $"x{Password}";
            host.Fail({|OPM4001:secret|}).When(Condition);
            host.Assert(() => Condition, {|OPM4001:secret + "!"|});
            host.Echo(message);
            """);

    [Fact]
    public Task A_command_takes_no_secret() =>
        Verify.DefineAsync("""
            Text secret = $"x{Password}";
            host.Command($"login {{|OPM4001:secret|}}").ChangedWhen(_ => false);
            host.Shell($"true").OnlyIf($"test {{|OPM4001:secret|}}");
            """);

    [Fact]
    public Task A_file_with_a_secret_is_not_for_all() =>
        Verify.DefineAsync("""
            const string Open = "0644";
            host.File("/a").Content($"{Password}").{|OPM4001:Mode("0644")|};
            host.File("/b").{|OPM4001:Mode(Open)|}.Content($"{Password}");
            host.File("/c").Content($"{Password}").Mode("0640");
            host.File("/d").Content($"{Password}");
            host.File("/e").Content($"{Password}").Mode(Mode);
            using (host.With(mode: "0644"))
            {
                {|OPM4001:host.File("/f")|}.Content($"{Password}");
                host.File("/g").Content($"{Password}").Mode("0600");
                host.File("/h").Content("public");
                using (host.With(mode: "0600"))
                {
                    host.File("/i").Content($"{Password}");
                }
            }
            """);

    [Fact]
    public async Task The_message_names_the_mode()
    {
        var found = await Verify.DefineAsync("""host.File("/a").Content($"{Password}").{|OPM4001:Mode("644")|};""");
        Assert.Equal("File[/a]: Content holds a secret, and mode 0644 lets every user read it. Use \"0600\" or \"0640\".", found[0].GetMessage());
    }

    [Fact]
    public Task It_is_followed_through_methods_lambdas_and_variables() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public Secret Password { get; set; } = null!;
                public Text Given { get; set; } = "";
                public bool Condition { get; set; }

                private Text Login => $"user={Password}";

                private Text Block
                {
                    get
                    {
                        Text start = "a";
                        return start + Login;
                    }
                }

                public override void Define(Host host)
                {
                    Text Local() => $"x={Password}";
                    Func<Text> lambda = () => $"x={Password}";
                    var text = Text.Empty;
                    text += $"x={Password}";
                    host.File("/1").Content(Login).{|OPM4001:Mode("0644")|};
                    host.File("/2").Content(Block).{|OPM4001:Mode("0644")|};
                    host.File("/3").Content(Settings("a")).{|OPM4001:Mode("0644")|};
                    host.File("/4").Content(Local()).{|OPM4001:Mode("0644")|};
                    host.File("/5").Content(lambda()).{|OPM4001:Mode("0644")|};
                    host.File("/6").Content(text).{|OPM4001:Mode("0644")|};
                    host.File("/7").Content(Condition ? Login : "nothing").{|OPM4001:Mode("0644")|};
                    host.File("/8").Content(Given).Mode("0644");
                    host.File("/9").Content(Public("a")).Mode("0644");
                    Text Around(Text inner) => $"[{inner}]";
                    Func<Text, Text> twice = one => one + one;
                    host.File("/10").Content(Around(Wrapped(Login))).{|OPM4001:Mode("0644")|};
                    host.File("/11").Content(twice(Login)).{|OPM4001:Mode("0644")|};
                    host.File("/12").Content(Around(Wrapped(twice("a")))).Mode("0644");
                }

                private static Text Wrapped(Text inner)
                {
                    var wrapped = "<" + inner + ">";
                    return wrapped;
                }

                private Text Settings(string name)
                {
                    if (Condition)
                    {
                        return "none";
                    }

                    return $"{name}={Password}";
                }

                private static Text Public(string name) => $"name={name}";
            }
            """);

    [Fact]
    public Task Conditions_that_never_meet_are_no_fault() =>
        Verify.DefineAsync("""
            var file = host.File("/a");
            if (Condition)
            {
                file.Content($"{Password}").Mode("0600");
            }
            else
            {
                file.Content("public").Mode("0644");
            }
            """);

    [Fact]
    public Task A_type_of_the_user_is_checked_the_same_way() =>
        Verify.FileAsync(
            """
            /// <summary>A note.</summary>
            [ResourceType("note")]
            public sealed partial class NoteResource : Resource
            {
                /// <summary>Where.</summary>
                [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

                /// <summary>What.</summary>
                [ReadableBy(nameof(Bits))] public Text? Body { get; }

                /// <summary>Who.</summary>
                public UnixMode Bits { get; }

                /// <summary>Shown.</summary>
                [Printed] public Text? Heading { get; }
            }

            public sealed partial class Site : Role
            {
                public Secret Password { get; set; } = null!;

                public override void Define(Host host) =>
                    host.Note("/x").Body($"{Password}").{|OPM4001:Bits("0604")|}.Heading({|OPM4001:$"{Password}"|});
            }
            """);

    [Fact]
    public async Task A_type_of_another_assembly_is_checked_the_same_way()
    {
        var library = PolicyProject.Of(("/lib/Note.cs", """
            /// <summary>A note.</summary>
            [ResourceType("note")]
            public sealed partial class NoteResource : Resource
            {
                /// <summary>Where.</summary>
                [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

                /// <summary>Shown.</summary>
                [Printed] public Text? Heading { get; }
            }
            """)).Reference();
        var markup = Markup.Parse("""
            public sealed partial class Site : Role
            {
                public Secret Password { get; set; } = null!;

                public override void Define(Host host) => host.Note("/x").Heading({|OPM4001:$"{Password}"|});
            }
            """);
        Verify.AssertEqual(markup, await PolicyProject.Of(("/src/Policy.cs", markup.Source)).With(library).DiagnosticsAsync("CS1591", "CS0436"));
    }

    [Fact]
    public async Task What_the_compiler_refuses_is_not_said_twice()
    {
        var found = await PolicyProject.Of(("/src/Policy.cs", """
            public sealed partial class Site : Role
            {
                public Secret Password { get; set; } = null!;

                public override void Define(Host host) => host.Command($"login {Password}").ChangedWhen(_ => false);
            }
            """)).DiagnosticsAsync("CS1591");
        Assert.Equal("CS0619", Assert.Single(found).Id);
    }

    [Fact]
    public Task The_mode_of_another_resource_in_the_same_variable_is_not_its_own() => Verify.DefineAsync(
        """
        using (host.With(mode: "0600"))
        {
            var file = host.File("/private").Content($"{Password}");
            file = host.File("/public").Content("a");
            file.Mode("0644");
        }
        """);
}
