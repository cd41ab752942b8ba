namespace OpsMop.Analyzers.Tests.Security;

public sealed class InterpolateCommandTests
{
    [Theory]
    [InlineData("CS9205", """host.Command("git pull").Creates("/x");""", """host.Command($"git pull").Creates("/x");""")]
    [InlineData("CS9205", """host.Command("awk {print}").Creates("/x");""", """host.Command($"awk {{print}}").Creates("/x");""")]
    [InlineData("CS9205", """host.Command($"make").Unless("app --version");""", """host.Command($"make").Unless($"app --version");""")]
    [InlineData("CS0029", """CommandText text = "git pull"; host.Command(text).Creates("/x");""", """CommandText text = $"git pull"; host.Command(text).Creates("/x");""")]
    [InlineData("CS1503", """host.Command(Condition ? "a" : "b").Creates("/x");""", """host.Command(Condition ? (CommandText)$"a" : $"b").Creates("/x");""")]
    [InlineData("CS1503", """host.Command(Condition ? $"a" : $"b {Word}").Creates("/x");""", """host.Command(Condition ? (CommandText)$"a" : $"b {Word}").Creates("/x");""")]
    [InlineData("CS1503", """host.Command(Word switch { "a" => "x", _ => "y" }).Creates("/x");""", """host.Command(Word switch { "a" => $"x", _ => $"y" }).Creates("/x");""")]
    [InlineData("CS0029", """host.File("/etc/x").Mode("0644").Validate(_ => "nginx -t");""", """host.File("/etc/x").Mode("0644").Validate(_ => $"nginx -t");""")]
    public async Task A_string_becomes_an_interpolated_one(string id, string before, string after)
    {
        await Fix.DefineAsync(id, before, after);
        await Verify.DefineAsync(after);
    }

    [Theory]
    [InlineData("CS1503", "host.Command(Word);")]
    [InlineData("CS1503", """host.Command("git " + Word);""")]
    [InlineData("CS1503", """host.Command(string.Format("git {0}", Word));""")]
    [InlineData("CS0029", """int number = "five"; host.Echo($"{number}");""")]
    public Task What_the_program_made_is_left_to_its_author(string id, string body) => Fix.NoneAsync(id, body);
}
