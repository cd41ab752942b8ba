using OpsMop.Parsing;

namespace OpsMop.Tests.Parsing;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("nignx", "nginx")]
    [InlineData("Mdoe", "mode")]
    [InlineData("ownr", "owner")]
    [InlineData("xyzzy", null)]
    [InlineData("a", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_suggested_if_it_is_near(string wrong, string? expected) =>
        Assert.Equal(expected, Suggestion.Nearest(wrong, ["mode", "owner", "nginx", "b"]));

    [Theory]
    [InlineData("/etc/*.conf", "/etc/a.conf", true)]
    [InlineData("/etc/*.conf", "/etc/x/a.conf", false)]
    [InlineData("/etc/**/*.conf", "/etc/x/y/a.conf", true)]
    [InlineData("/etc/**/*.conf", "/etc/a.conf", true)]
    [InlineData("/etc/**/b.conf", "/etc/ab.conf", false)]
    [InlineData("/etc/**", "/etc/x/y", true)]
    [InlineData("/etc/**", "/etc", false)]
    [InlineData("/a?c", "/abc", true)]
    [InlineData("/a?c", "/a/c", false)]
    [InlineData("/[a-c]x[!0-9]", "/bxy", true)]
    [InlineData("/[a-c]x[!0-9]", "/bx5", false)]
    [InlineData("/a[!b]c", "/a/c", false)]
    [InlineData("/[]x]", "/]", true)]
    [InlineData("/[x", "/[x", true)]
    [InlineData("/\\*", "/*", true)]
    [InlineData("/\\*", "/a", false)]
    [InlineData("*", ".hidden", true)]
    public void A_star_stays_in_its_segment_and_two_cross(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, path));

    [Fact]
    public void A_hostile_pattern_takes_no_more_than_the_product_of_the_lengths() =>
        Assert.False(Glob.IsMatch(string.Concat(Enumerable.Repeat("**/*a", 40)), new string('a', 2000)));

    [Fact]
    public void Constraints_say_what_a_value_must_be()
    {
        Assert.Null(Constraints.CheckRange(5, 1, 5));
        Assert.Equal("must be from 1 to 5, but is 6", Constraints.CheckRange(6, 1, 5));
        Assert.Equal("must be 1 or more, but is 0", Constraints.CheckRange(0, 1, null));
        Assert.Equal("must not be empty", Constraints.CheckLength(0, 1, null));
        Assert.Equal("must have a length of 2 to 3, but has 4", Constraints.CheckLength(4, 2, 3));
        Assert.Null(Constraints.CheckPattern("ab", "a|ab", null));
        Assert.Equal("must be a name, but is 'a\n'", Constraints.CheckPattern("a\n", "[a-z]+", "a name"));
        Assert.StartsWith("has a pattern", Constraints.CheckPattern("a", "(", null), StringComparison.Ordinal);
        Assert.Equal("must be one of start, stop, but is 'strat'. Did you mean 'start'?", Constraints.CheckAllowed("strat", ["start", "stop"]));
        Assert.Equal("must be one of start, stop, but is 'x'", Constraints.CheckAllowed("x", ["start", "stop"]));
        Assert.Null(Constraints.CheckUrl("https://example.org/x"));
        Assert.Null(Constraints.CheckUrl("file:///srv/x"));
        Assert.All(["/srv/x", "ftp://x/y", "https://", "example.org", "https://a b/"], url => Assert.NotNull(Constraints.CheckUrl(url)));
    }
}
