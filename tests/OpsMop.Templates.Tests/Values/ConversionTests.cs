using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsMop.Templates.Tests;

public sealed class ConversionTests
{
    public static TheoryData<object?, string> Given => new()
    {
        { null, "None" },
        { "a", "a" },
        { true, "True" },
        { (byte)1, "1" },
        { ulong.MaxValue, "18446744073709551615" },
        { 1.5f, "1.5" },
        { 0.1f, "0.1" },
        { 1.0, "1.0" },
        { 2.50m, "2.5" },
        { 3m, "3.0" },
        { 'x', "x" },
        { DayOfWeek.Friday, "Friday" },
        { new DateTime(2026, 11, 20, 18, 43, 47), "2026-11-20 18:43:47" },
        { new DateTime(2026, 11, 20, 18, 43, 47, 120), "2026-11-20 18:43:47.120000" },
        { new DateTimeOffset(2026, 11, 20, 18, 43, 47, TimeSpan.FromHours(-2.5)), "2026-11-20 18:43:47-02:30" },
        { new DateOnly(2026, 1, 2), "2026-01-02" },
        { new TimeOnly(1, 2, 3), "01:02:03" },
        { TimeSpan.FromHours(25), "1 day, 1:00:00" },
        { TimeSpan.FromHours(-1), "-1 day, 23:00:00" },
        { new Guid("01234567-89ab-cdef-0123-456789abcdef"), "01234567-89ab-cdef-0123-456789abcdef" },
        { new Uri("https://example.org"), "https://example.org" },
        { new Version(1, 2), "1.2" },
        { IPAddress.IPv6Loopback, "::1" },
        { new Dictionary<string, object?> { ["a"] = 1, ["b"] = null }, "{'a': 1, 'b': None}" },
        { new Dictionary<int, string> { [1] = "x" }, "{1: 'x'}" },
        { new object?[] { 1, "a", new[] { 2 } }, "[1, 'a', [2]]" },
        { JsonDocument.Parse("""{"a": [1, 1.0, 1e2, null, true, "x", 123456789012345678901234567890]}""").RootElement,
            "{'a': [1, 1.0, 100.0, None, True, 'x', 123456789012345678901234567890]}" },
        { JsonNode.Parse("""{"a": [1, "x"]}"""), "{'a': [1, 'x']}" },
        { (UnixMode)"0644", "0644" },
        { default(UnixMode), "None" },
    };

    [Theory]
    [MemberData(nameof(Given))]
    public void A_value_of_CSharp_is_written_as_Python_would(object? given, string expected) =>
        Assert.Equal(expected, Evaluation.Render("v", new Dictionary<string, Value> { ["v"] = Value.Of(given) }).ToString());

    [Fact]
    public void A_type_of_which_nothing_is_known_is_named()
    {
        var fault = Assert.Throws<ArgumentException>(() => Value.Of(new ConversionTests()));

        Assert.Contains(nameof(ConversionTests), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_an_object_is_found_however_it_is_written()
    {
        var names = new Dictionary<string, Value> { ["o"] = new ObjectValue("target", new Shape()) };

        Assert.Equal("6", Evaluation.Render("o.max_conns", names).ToString());
        Assert.Equal("6", Evaluation.Render("o['MaxConns']", names).ToString());
        Assert.Equal("True", Evaluation.Render("o == o and o.nothing is not defined", names).ToString());
        Assert.Contains("Did you mean 'MaxConns'?", Assert.Throws<TemplateException>(() => Evaluation.Render("o.max_con", names)).Problem,
            StringComparison.Ordinal);
        Assert.Contains("write its members", Assert.Throws<TemplateException>(() => Evaluation.Render("o", names)).Problem, StringComparison.Ordinal);
    }

    private sealed class Shape : ObjectShape
    {
        public override string Name => "Server";

        public override IReadOnlyList<string> Names => ["MaxConns"];

        public override bool TryGet(object target, string name, out Value value)
        {
            value = ((string)target).Length;
            return name == "maxconns";
        }
    }
}
