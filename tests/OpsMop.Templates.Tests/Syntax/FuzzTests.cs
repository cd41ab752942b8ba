using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>Whatever a template is, it is parsed or has a fault, soon, and on a small stack.</summary>
public sealed class FuzzTests
{
    private const int SmallStack = 256 * 1024;

    [Fact]
    public void A_hundred_thousand_random_and_mutated_templates_are_parsed_or_have_a_fault_within_them() => OnSmallStack(static () =>
    {
        const int Seed = 424_242;
        const int Count = 100_000;
        var corpus = HandWritten.All;
        int parsed = 0;
        for (int i = 0; i < Count; i++)
        {
            var options = RandomTemplate.OptionSets[i % RandomTemplate.OptionSets.Length];
            var random = new RandomTemplate(Seed + i, options);
            var text = (i % 4) switch
            {
                0 => random.Next(2),
                1 => random.Mutate(random.Mutate(corpus[i % corpus.Count])),
                2 => random.Mutate(corpus[i % corpus.Count] + corpus[(i * 7) % corpus.Count]),
                _ => Characters(Seed + i),
            };
            try
            {
                var tree = TemplateParser.Parse(new SourceLines("t", text), options, out var fault);
                Assert.True((tree is null) != (fault is null));
                if (fault is not null)
                {
                    Assert.InRange(fault.Span.Start, 0, text.Length);
                    Assert.InRange(fault.Span.End, fault.Span.Start, text.Length);
Assert.True(fault.Message[^1] is '.' or '?', fault.Message);
                }
                else
                {
                    parsed++;
                    SyntaxWalk.RequireNestedSpans(tree!, text);
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {Seed + i}, case {i}: {System.Text.Json.JsonSerializer.Serialize(text)}", e);
            }
        }

        Assert.InRange(parsed, Count / 10, Count);
    });

    /// <summary>What makes a slow parser quadratic, and a careless one overflow the stack.</summary>
    public static TheoryData<string, string, string> Repetitions { get; } = new()
    {
        { "", "{{", "" },
        { "", "{#", "" },
        { "", "{%", "" },
        { "", "{{ a", "" },
        { "", "{%   ", "" },
        { "", "{% raw ", "" },
        { "{% raw %}", "{% endraw ", "" },
        { "{% raw %}", "{%    ", "" },
        { "", "{# #}", "" },
        { "", "{#-", "#}" },
        { "", "{{ a }}", "" },
        { "", "\r\n", "{{" },
        { "", " ", "{%- if a %}{% endif %}" },
        { "", " \n", "x" },
        { "{{ ", "(", "" },
        { "{{ ", "[", "" },
        { "{{ ", "{", "" },
        { "{{ ", "{1:", "" },
        { "{{ ", "a(", "" },
        { "{{ ", "a[", "" },
        { "{{ ", "a[1:", "" },
        { "{{ ", "a|b(", "" },
        { "{{ ", "a is b(", "" },
        { "{{ ", "1 or 1 and not 1 == 1 + 1 ~ 1 * 1 ** -a.b(k=(", "" },
        { "{{ ", "not ", "a }}" },
        { "{{ ", "- ", "a }}" },
        { "{{ ", "+-", "a }}" },
        { "{{ a", ".b", " }}" },
        { "{{ a", "[0]", " }}" },
        { "{{ a", "()", " }}" },
        { "{{ a", "|b", " }}" },
        { "{{ a", "|b(1)", " }}" },
        { "{{ a", " is b", " }}" },
        { "{{ a", " is b 1", " }}" },
        { "{{ a", " + a", " }}" },
        { "{{ a", " ** a", " }}" },
        { "{{ a", " ~ a", " }}" },
        { "{{ a", " < a", " }}" },
        { "{{ a", " and a", " }}" },
        { "{{ a", " or a and not a", " }}" },
        { "{{ a", " if a", " }}" },
        { "{{ ", "a if b else ", "c }}" },
        { "{{ a", ", a", " }}" },
        { "{{ ", "'a' ", " }}" },
        { "{{ '", "\\", " }}" },
        { "{{ '", "\\x41", "' }}" },
        { "{{ a|b", ".c", " }}" },
        { "{{ ", "1", " }}" },
        { "{{ 0x", "f", " }}" },
        { "{{ ", "1_", " }}" },
        { "{{ 1e", "9", " }}" },
        { "{{ ", "a", " }}" },
        { "{{ ", "\n", "a }}" },
        { "", "{% if a %}", "" },
        { "{% if a %}", "{% elif a %}", "{% endif %}" },
        { "", "{% for a in b %}", "" },
        { "", "{% block a %}", "" },
        { "", "{% set a %}", "" },
        { "", "{% filter a %}", "" },
        { "", "{% with %}", "" },
        { "", "{% macro a() %}{% if (((a))) %}", "" },
        { "", "{% call a(((((1))))) %}", "" },
        { "{% set ", "(", "" },
        { "{% for ", "a, ", " in b %}{% endfor %}" },
        { "", "{% if a %}{% endif %}", "" },
        { "", "{% set a = 1 %}", "" },
        { "{% from 'a' import ", "a, ", "a %}" },
        { "", "# if a\n", "" },
        { "# if (", "\n", "" },
        { "", "# ", "" },
        { "", "## ", "" },
        { "", " ##", "" },
        { "", "\n   ", "##" },
        { "#jinja2: ", "trim_blocks: True, ", "" },
        { "#jinja2: ", "\\", "" },
    };

    [Theory]
    [MemberData(nameof(Repetitions))]
    public void A_hundred_thousand_repetitions_take_no_stack_and_little_time(string before, string repeated, string after) => OnSmallStack(() =>
    {
        foreach (var options in new[] { RandomTemplate.OptionSets[0], RandomTemplate.OptionSets[3] })
        {
            var text = before + string.Concat(Enumerable.Repeat(repeated, 100_000)) + after;
            var clock = Stopwatch.StartNew();
            var tree = TemplateParser.Parse(new SourceLines("t", text), options, out _);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed} for {text.Length} characters");

            // What walks the tree as it may be has stack enough.
            Assert.InRange(tree is null ? 0 : SyntaxWalk.DepthOf(tree), 0, 1000);
        }
    });

    [Fact]
    public void What_is_as_deep_as_it_may_be_is_parsed_and_walked_on_a_small_stack() => OnSmallStack(static () =>
    {
        const int Statements = SyntaxLimits.StatementNesting;
        const int Brackets = SyntaxLimits.ExpressionNesting - 1;
        var inner = Repeat("1 or 1 and not 1 == 1 + 1 ~ 1 * 1 ** -a.b(k=", Brackets) + "1" + Repeat(")", Brackets);
        var brackets = Repeat("(", Brackets) + "1" + Repeat(")", Brackets);
        Accepted(Repeat("{% for a in b %}", Statements) + "{{ " + brackets + " }}" + Repeat("{% endfor %}", Statements));
        Accepted(Repeat("{% if a %}", Statements) + Repeat("{% endif %}", Statements));
        Accepted("{% if a %}" + Repeat("{% elif a %}", Statements - 1) + "{% endif %}");
        Accepted("{{ a" + Repeat(" + a", SyntaxLimits.ExpressionDepth - 1) + " }}");
        Accepted("{{ " + Repeat("not ", SyntaxLimits.ExpressionDepth - 1) + "a }}");
        Accepted("{{ " + Repeat("a(", Brackets) + Repeat(")", Brackets) + " }}");

        // Both limits at once: whichever is met, there is stack for it.
        _ = TemplateParser.Parse(new SourceLines("t", Repeat("{% for a in b %}", Statements) + "{{ " + inner), SyntaxOptions.Default, out var fault);
        Assert.NotNull(fault);
    });

    private static void Accepted(string text)
    {
        var tree = TemplateParser.Parse(new SourceLines("t", text), SyntaxOptions.Default, out var fault);
        Assert.True(tree is not null, fault?.Message);
        Assert.True(SyntaxWalk.DepthOf(tree) > 0);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Characters(int seed)
    {
        const string Alphabet = "{{{{%%%%####}}}}--++  \n\r\t\v'\"\\()[]|.,:=!<>*/~_aif1e5é\u00a0\ud83d\ude00";
        var random = new Random(seed);
        var result = new StringBuilder();
        for (int i = random.Next(60); i > 0; i--)
        {
            result.Append(random.Next(50) == 0 ? (char)random.Next(0x10000) : Alphabet[random.Next(Alphabet.Length)]);
        }

        return result.ToString();
    }

    private static void OnSmallStack(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
