namespace OpsMop.Analyzers.Tests.Security;

public sealed class PermissiveModesTests
{
    [Fact]
    public Task A_mode_that_lets_every_user_write_is_a_warning() =>
        Verify.DefineAsync("""
            host.File("/a").Mode({|OPM4003:"0666"|});
            host.File("/b").Mode({|OPM4003:"a=rwx"|});
            host.Directory("/c").Mode({|OPM4003:"777"|}).Recursive().FileMode({|OPM4003:"0646"|});
            host.File("/d").Mode("0664");
            """);

    [Fact]
    public async Task The_message_names_the_resource_and_what_to_use()
    {
        var found = await Verify.DefineAsync("""host.File("/a").Mode({|OPM4003:"0777"|});""");
        Assert.Equal(
            "File[/a]: mode 0777 lets every user write. Give the group what it needs, such as 0770, and put those who need it into the group.",
            found[0].GetMessage());
    }

    [Fact]
    public Task A_sticky_folder_may_be_written_by_all() =>
        Verify.DefineAsync("""
            host.Directory("/tmp").Mode("1777");
            host.Directory("/spool").Mode("a=rwx,o=rwxt");
            host.File("/a").Mode({|OPM4003:"1666"|});
            """);

    [Fact]
    public Task Set_gid_on_a_folder_hands_the_group_on() =>
        Verify.DefineAsync("""
            host.Directory("/srv/git").Mode("2775");
            host.File("/usr/bin/wall").Mode({|OPM4003:"2755"|});
            host.File("/usr/bin/su").Mode({|OPM4003:"u=rwxs,go=rx"|});
            """);

    [Fact]
    public Task Constants_hide_everywhere() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                private const string Open = "0777";
                private static readonly UnixMode s_open = {|OPM4003:"0666"|};

                public UnixMode Shared { get; set; } = {|OPM4003:"0777"|};

                public UnixMode Group { get; set; } = "2775";

                public bool Condition { get; set; }

                public override void Define(Host host)
                {
                    host.File("/a").Mode({|OPM4003:Open|});
                    host.File("/b").Mode(s_open);
                    host.File("/c").Mode(Condition ? {|OPM4003:"0777"|} : "0755");
                    UnixMode local = {|OPM4003:"0667"|};
                    host.File("/d").Mode(local);
                    host.File("/e").Mode({|OPM4003:Modes.Wild|});
                    host.File("/f").Mode(UnixMode.FromBits({|OPM4003:0b110_110_110|}));
                    using (host.With(mode: {|OPM4003:"0666"|}, directoryMode: "2775"))
                    {
                        host.File("/g");
                    }
                }
            }

            public static class Modes
            {
                public const string Wild = "0777";
            }
            """);

    [Fact]
    public Task What_is_not_known_is_not_judged() => Verify.DefineAsync("""host.File("/a").Mode(Mode); host.File("/b").Mode(Word); host.File("/c").Mode(null);""");
}
