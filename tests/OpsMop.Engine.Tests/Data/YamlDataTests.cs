using System.Text;
using OpsMop.Engine.Data;

namespace OpsMop.Engine.Tests.Data;

public sealed class YamlDataTests
{
    private static string Json(string yaml) => YamlData.Parse(yaml, "data.yaml").Root.GetRawText();

    private static string Problem(string yaml) => Assert.Throws<DataFileException>(() => YamlData.Parse(yaml, "data.yaml")).Message;

    [Theory]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("# only a comment", "null")]
    [InlineData("12", "12")]
    [InlineData("+12", "12")]
    [InlineData("-0", "-0")]
    [InlineData("0644", "644")]
    [InlineData("0o644", "420")]
    [InlineData("0xFF", "255")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.10", "1.10")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5.0")]
    [InlineData("1e3", "1e3")]
    [InlineData("-1.5E-3", "-1.5e-3")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("10.0.0.1/8", "\"10.0.0.1/8\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("0o8", "\"0o8\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("-", "[null]")]
    [InlineData("'12'", "\"12\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("!!int 12", "12")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("|\n  a\n  b\n", "\"a\\nb\\n\"")]
    public void Scalars_are_read_by_the_core_schema(string yaml, string json) => Assert.Equal(json, Json(yaml));

    [Fact]
    public void Json_is_read_too() => Assert.Equal("""{"a":[1,{"b":null}],"c":"\u00e4"}""".Replace("\\u00e4", "ä"), Json("{\"a\": [1, {\"b\": null}], \"c\": \"\\u00e4\"}").Replace("\\u00E4", "ä"));

    [Fact]
    public void Anchors_and_merges_work_and_the_mapping_itself_wins() =>
        Assert.Equal("""{"base":{"a":1,"b":2},"x":{"b":3,"a":1},"y":{"a":1,"b":2}}""", Json("base: &base {a: 1, b: 2}\nx:\n  <<: *base\n  b: 3\ny: *base\n"));

    [Fact]
    public void Every_key_and_item_knows_its_line()
    {
        YamlData data = YamlData.Parse("web:\n  workers: 4\n\n  sites:\n    - domain: a\n    - domain: b\n", "data.yaml");

        Assert.Equal(1, data.Lines["web"]);
        Assert.Equal(2, data.Lines["web.workers"]);
        Assert.Equal(5, data.Lines["web.sites[0]"]);
        Assert.Equal(6, data.Lines["web.sites[1].domain"]);
        Assert.Equal(6, data.LineOf("web.sites[1].domain.deeper"));
        Assert.Equal(1, data.LineOf("web.nothing"));
        Assert.Equal(1, data.LineOf("nothing"));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "data.yaml:3:1: 'a' is here a second time; the first is in line 1.")]
    [InlineData("a: b: c", "data.yaml:1:5: ")]
    [InlineData("a:\n\t- b", "data.yaml:1:1: While scanning a mapping, found invalid tab")]
    [InlineData("a: \"open", "data.yaml:1:4: ")]
    [InlineData("a: !vault x", "data.yaml:1:4: The tag !vault means nothing here.")]
    [InlineData("a: !!int x", "data.yaml:1:4: 'x' is not what its tag says")]
    [InlineData("a: .nan", "data.yaml:1:4: .nan is a number that data cannot hold")]
    [InlineData("a: *nobody", "data.yaml:1:4: Nothing above is named &nobody.")]
    [InlineData("a: &a [*a]", "data.yaml:1:8: Nothing above is named &a.")]
    [InlineData("{[1]: 2}", "data.yaml:1:2: A key has to be plain text.")]
    [InlineData("a: 1\n---\nb: 2\n", "data.yaml:2:1: This begins a second document; a data file is one.")]
    [InlineData("<<: 1", "data.yaml:1:1: << merges a mapping")]
    public void What_is_wrong_is_named_with_its_place(string yaml, string message) => Assert.StartsWith(message, Problem(yaml));

    [Fact]
    public void Deep_nesting_is_an_error_and_not_a_crash()
    {
        Assert.Contains("nested more than 60 levels deep", Problem(new string('[', 100_000)));

        var chain = new StringBuilder("l0: &l0 [x]\n");
        for (int i = 1; i < 100; i++)
        {
            chain.Append($"l{i}: &l{i} [*l{i - 1}]\n");
        }

        Assert.Contains("nested more than 60 levels deep", Problem(chain.ToString()));
    }

    [Fact]
    public void A_few_aliases_cannot_fill_the_memory()
    {
        var laughs = new StringBuilder("l0: &l0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++)
        {
            laughs.Append($"l{i}: &l{i} [{string.Join(',', Enumerable.Repeat($"*l{i - 1}", 10))}]\n");
        }

        Assert.Contains("more than 1000000 values", Problem(laughs.ToString()));
    }
}
