using OpsMop.Parsing;

namespace OpsMop.Tests.Parsing;

public sealed class ValueFaultTests
{
    private static readonly string[] s_known = ["files/motd", "files/nginx/site.conf", "files/nginx/mime.types", "files/apache/mime.types", "files/apache/ports.conf"];

    [Theory]
    [InlineData("files/modt", "files/motd")]
    [InlineData("files/MOTD", "files/motd")]
    [InlineData("files/nginx/site.cnf", "files/nginx/site.conf")]
    [InlineData("site.conf", "files/nginx/site.conf")]
    [InlineData("files/ports.conf", "files/apache/ports.conf")]
    [InlineData("files/ngnix/mime.types", "files/nginx/mime.types")]
    [InlineData("files/nginx/ports.cfg", null)]
    [InlineData("mime.types", null)]
    [InlineData("files/nginx/other", null)]
    public void A_missing_source_file_has_the_one_that_was_meant(string path, string? meant) => Assert.Equal(meant, ValueFault.MeantFile(path, s_known));

    [Fact]
    public void The_message_asks_for_it() =>
        Assert.Equal(
            "there is no source file files/modt. Put it at that path below the folder of the project that declares the role. Did you mean 'files/motd'?",
            ValueFault.NoSourceFile("files/modt", s_known));

    [Fact]
    public void Without_files_it_only_says_what_is_missing() => Assert.EndsWith("declares the role.", ValueFault.NoSourceFile("files/motd", []), StringComparison.Ordinal);
}
