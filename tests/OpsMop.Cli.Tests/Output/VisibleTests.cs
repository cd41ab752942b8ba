using OpsMop.CommandLine.Output;

namespace OpsMop.CommandLine.Tests.Output;

public sealed class VisibleTests
{
    [Theory]
    [InlineData("plain\ttext ü", "plain\ttext ü")]
    [InlineData("\e[2Jgone", "␛[2Jgone")]
    [InlineData("a\nb\rc\0", "a\\nb\\rc␀")]
    [InlineData("\u202eevil", "\\u202eevil")]
    [InlineData("\u009b31m", "\\u009b31m")]
    public void What_would_drive_the_terminal_is_made_visible(string text, string shown) => Assert.Equal(shown, Visible.Line(text));

    [Theory]
    [InlineData("", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\n\nb\n", new[] { "a", "", "b" })]
    public void Lines_end_as_their_author_meant(string text, string[] lines) => Assert.Equal(lines, Visible.Lines(text));

    [Theory]
    [InlineData(0.0421, "0.04 s")]
    [InlineData(1.234, "1.2 s")]
    [InlineData(34.4, "34 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(3780, "1 h 3 min")]
    [InlineData(7380, "2 h 3 min")]
    public void Times_are_for_people(double seconds, string shown) => Assert.Equal(shown, Durations.Show(seconds));
}
