namespace OpsMop.Analyzers.Tests.Policies;

public sealed class MissingModesTests
{
    [Fact]
    public Task Files_and_directories_have_a_mode() =>
        Verify.DefineAsync(
            """
            {|OPM2017:host.File("/x")|}.Content("a");
            {|OPM2017:host.Directory("/y")|}.Owner("root");
            host.File("/z").Content("a").Mode("0644");
            """);

    [Fact]
    public Task It_may_be_set_through_a_variable() =>
        Verify.DefineAsync(
            """
            {|OPM2017:host.File("/x")|}.Mode(null);
            var file = host.File("/y");
            if (Condition)
            {
                file.Mode("0600");
            }
            """);

    [Fact]
    public Task What_is_to_be_gone_needs_none() => Verify.DefineAsync(
        """
        {|OPM2017:host.File("/reported")|};
        host.File("/x").Absent();
        var directory = host.Directory("/y");
        if (Condition)
        {
            directory.Absent();
        }

        host.Link("/z").Target("x");
        """);

    [Fact]
    public Task With_gives_it_to_what_stands_inside() =>
        Verify.DefineAsync(
            """
            using (host.With(owner: "root", mode: "0640"))
            {
                host.File("/1");
                {|OPM2017:host.Directory("/2")|};
                host.When(Condition, () => host.File("/3"));
            }

            {|OPM2017:host.File("/4")|};
            using (host.With("root", "root", "0644", "0755"))
            using (host.With(user: "app"))
            {
                host.File("/5");
                host.Directory("/6");
            }

            using var scope = host.With(directoryMode: "0750");
            host.Directory("/7");
            {|OPM2017:host.File("/8")|};
            """);

    [Fact]
    public Task A_scope_whose_end_is_not_seen_may_reach_anywhere() =>
        Verify.DefineAsync(
            """
            {|OPM2017:host.Directory("/reported")|};
            var scope = host.With(mode: "0640");
            try
            {
                host.File("/1");
            }
            finally
            {
                scope.Dispose();
            }
            """);

    [Fact]
    public Task A_function_may_be_called_inside() =>
        Verify.DefineAsync(
            """
            {|OPM2017:host.Directory("/reported")|};
            void Add(string name) => host.File(Folder / name);
            using (host.With(mode: "0640"))
            {
                Add("a");
            }
            """);

    [Fact]
    public Task A_builder_that_is_handed_on_and_methods_that_are_called_are_left_alone() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    {|OPM2017:host.File("/reported")|};
                    Private(host.File("/1"));
                    host.File("/2").Shared();
                    using (Scoped(host))
                    {
                        host.File("/3");
                    }

                    Add(host);
                }

                private static void Add(Host host) => host.File("/4");

                private static FileBuilder Private(FileBuilder file) => file.Mode("0600");

                private static IDisposable Scoped(Host host) => host.With(mode: "0600");
            }

            public static class Modes
            {
                public static FileBuilder Shared(this FileBuilder file) => file.Mode("0664");
            }
            """);

    [Fact]
    public Task A_procedure_is_no_different() => Verify.ProcedureAsync("""await {|OPM2017:host.File("/x")|}.Content("a");""");

    [Fact]
    public Task A_type_of_the_project_is_checked_as_ours_are() =>
        Verify.FileAsync(
            """
            /// <summary>A socket.</summary>
            [ResourceType("socket")]
            public sealed partial class SocketResource : Resource
            {
                /// <summary>Where it is.</summary>
                [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

                /// <summary>Its mode.</summary>
                [FromScope("Mode")] public UnixMode? Permissions { get; }

                /// <summary>Another mode.</summary>
                public UnixMode? Other { get; }

                /// <summary>Whether it is to be gone.</summary>
                [Absence] public bool Gone { get; }
            }

            public sealed partial class Web : Role
            {
                public override void Define(Host host)
                {
                    {|OPM2017:host.Socket("/run/1")|};
                    host.Socket("/run/2").Permissions("0660");
                    host.Socket("/run/3").Gone();
                }
            }
            """);

    [Theory]
    [InlineData("""host.File("/x").Content("a");""", """host.File("/x").Content("a").Mode("0644");""")]
    [InlineData("""var x = host.File("/x");""", """var x = host.File("/x").Mode("0644");""")]
    [InlineData("""host.Directory(Folder / Word).Owner("root").Parents();""", """host.Directory(Folder / Word).Owner("root").Parents().Mode("0755");""")]
    [InlineData("""host.File("/usr/local/bin/x").Source("files/x");""", """host.File("/usr/local/bin/x").Source("files/x").Mode("0755");""")]
    [InlineData("""host.File("/x").Content("#!/bin/sh\n");""", """host.File("/x").Content("#!/bin/sh\n").Mode("0755");""")]
    [InlineData("""host.File("/x").Content($"{host.Name} {Word} {Folder}\n");""", """host.File("/x").Content($"{host.Name} {Word} {Folder}\n").Mode("0644");""")]
    public Task The_fix_adds_the_default(string before, string after) => Fix.DefineAsync("OPM2017", before, after);

    [Theory]
    [InlineData("""host.File("/x").Content($"{Secret.Adopt(Word)}\n");""")]
    [InlineData("""Text text = Word; host.File("/x").Content(text);""")]
    [InlineData("""host.File("/root/.ssh/id").Content(Word);""")]
    [InlineData("""host.File("/etc/site.key").Source("files/site.key");""")]
    public Task What_may_be_private_is_left_to_its_author(string body) => Fix.NoneAsync("OPM2017", body);

    [Fact]
    public Task A_scope_reaches_into_what_is_included_and_inherited() => Verify.FileAsync(
        """
        public abstract class Daemon : Role
        {
            public override void Define(Host host) => host.File("/daemon").Content("a");
        }

        public abstract class Alone : Role
        {
            public override void Define(Host host) => {|OPM2017:host.File("/alone")|}.Content("a");
        }

        public sealed partial class Relay : Daemon
        {
            public override void Define(Host host)
            {
                using (host.With(mode: "0640"))
                {
                    base.Define(host);
                    host.Include<Middle>();
                    Grow();
                }

                host.Include<Outside>();

                void Grow() => host.Include<Grown>();
            }
        }

        public sealed partial class Middle : Role
        {
            public override void Define(Host host) => host.Include<Inner>();
        }

        public sealed partial class Inner : Inherited
        {
            public int Size { get; set; }
        }

        public abstract class Inherited : Role
        {
            public override void Define(Host host) => host.File("/inherited").Content("a");
        }

        public sealed partial class Grown : Role
        {
            public override void Define(Host host) => host.File("/grown").Content("a");
        }

        public sealed partial class Outside : Role
        {
            public override void Define(Host host) => {|OPM2017:host.File("/outside")|}.Content("a");
        }
        """);

    [Fact]
    public Task A_scope_around_a_generic_include_may_be_any_roles() => Verify.FileAsync(
        """
        public static class Scoped
        {
            public static T Quietly<T>(this Host host)
                where T : Role, new()
            {
                using (host.With(mode: "0600"))
                {
                    return host.Include<T>();
                }
            }
        }

        public sealed partial class Site : Role
        {
            public override void Define(Host host) => host.Quietly<Part>();
        }

        public sealed partial class Part : Role
        {
            public override void Define(Host host) => host.File("/part").Content("a");
        }
        """,
        withHabits: true);

    [Fact]
    public Task Without_any_scope_helpers_that_include_change_nothing() => Verify.FileAsync(
        """
        public static class Including
        {
            public static T Named<T>(this Host host, string name)
                where T : Role, new() => host.Include<T>(name: name);
        }

        public sealed partial class Site : Role
        {
            public override void Define(Host host) => host.Named<Part>("part");
        }

        public sealed partial class Part : Role
        {
            public override void Define(Host host) => {|OPM2017:host.File("/part")|}.Content("a");
        }
        """);
}
