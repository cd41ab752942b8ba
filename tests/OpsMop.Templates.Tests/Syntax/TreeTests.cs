using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>What templates are parsed to.</summary>
public sealed class TreeTests
{
    [Theory]
    [InlineData("{{ 1 + 2 * 3 }}", "{(print (add int:1 (mul int:2 int:3)))}")]
    [InlineData("{{ 1 - 2 - 3 }}", "{(print (sub (sub int:1 int:2) int:3))}")]
    [InlineData("{{ 2 ** 3 ** 2 }}", "{(print (pow (pow int:2 int:3) int:2))}")]
    [InlineData("{{ -2 ** 2 }}", "{(print (pow (neg int:2) int:2))}")]
    [InlineData("{{ 2**-1 }}", "{(print (pow int:2 (neg int:1)))}")]
    [InlineData("{{ -1|abs }}", "{(print (filter (neg int:1) abs []))}")]
    [InlineData("{{ -a.b|abs }}", "{(print (filter (neg (attr (name a) b)) abs []))}")]
    [InlineData("{{ a ~ b + c ~ d }}", "{(print (add (concat (name a) (name b)) (concat (name c) (name d))))}")]
    [InlineData("{{ not a == b }}", "{(print (not (compare (name a) eq (name b))))}")]
    [InlineData("{{ not a is b }}", "{(print (not (test (name a) b [])))}")]
    [InlineData("{{ a is not b 3 }}", "{(print (not (test (name a) b [int:3])))}")]
    [InlineData("{{ a or b and not c }}", "{(print (or (name a) (and (name b) (not (name c)))))}")]
    [InlineData("{{ 1 < a <= 5 not in b }}", "{(print (compare int:1 lt (name a) lteq int:5 notin (name b)))}")]
    [InlineData("{{ a if b else c if d }}", "{(print (cond (name b) (name a) (cond (name d) (name c) -)))}")]
    [InlineData("{{ a.b.0[c].d(1)(2) }}", "{(print (call (call (attr (item (item (attr (name a) b) int:0) (name c)) d) [int:1]) [int:2]))}")]
    [InlineData(
        "{{ a[1:], a[::2], a[:b] }}",
        "{(print (tuple (item (name a) (slice int:1 - -)) (item (name a) (slice - - int:2)) (item (name a) (slice - (name b) -))))}")]
    [InlineData("{{ a(1, k=2, *b, **c) }}", "{(print (call (name a) [int:1 k=int:2 *(name b) **(name c)]))}")]
    [InlineData("{{ a|b.c(1)|d }}", "{(print (filter (filter (name a) b.c [int:1]) d []))}")]
    [InlineData("{{ (), (1,), (1), [1,], {'a': 1,} }}", "{(print (tuple (tuple) (tuple int:1) int:1 (list int:1) (dict \"a\":int:1)))}")]
    [InlineData(
        "{{ 1_000 }}{{ 0x1F }}{{ 0o17 }}{{ 0b11 }}{{ 1e3 }}{{ 1.5e-3 }}",
        "{(print int:3e8) (print int:1f) (print int:f) (print int:3) (print float:408f400000000000) (print float:3f589374bc6a7efa)}")]
    [InlineData(
        "{{ 18446744073709551616 }}{{ 0x8000000000000000 }}{{ 1e999 }}",
        "{(print int:10000000000000000) (print int:8000000000000000) (print float:7ff0000000000000)}")]
    [InlineData("{{ 'a' \"b\" 'c\\n\\x41\\u00e9\\q' }}", "{(print \"abc\\nA\\u00e9\\\\q\")}")]
    [InlineData("{{ true, True, false, none, None, TRUE }}", "{(print (tuple true true false null null (name TRUE)))}")]
    [InlineData("a\r\nb\rc\n", "{(data \"a\\nb\\nc\\n\")}")]
    [InlineData("a \n {{- 1 -}} \n b", "{(data \"a\") (print int:1) (data \"b\")}")]
    [InlineData("a {# {{ b }} #} c", "{(data \"a  c\")}")]
    [InlineData("{% raw %}{{ a }}{% endraw %}", "{(data \"{{ a }}\")}")]
    [InlineData(
        "{% for a, b in c if d recursive %}e{% else %}f{% endfor %}",
        "{(for (tuple (name a) (name b)) (name c) (name d) true {(data \"e\")} {(data \"f\")})}")]
    [InlineData("{% if a %}1{% elif b %}2{% else %}3{% endif %}", "{(if (name a) {(data \"1\")} {(if (name b) {(data \"2\")} {(data \"3\")})})}")]
    [InlineData("{% set a, b = 1, 2 %}{% set n.x = 3 %}", "{(set (tuple (name a) (name b)) (tuple int:1 int:2)) (set (nsref n x) int:3)}")]
    [InlineData("{% set a | b(1) | c %}d{% endset %}", "{(setblock (name a) (filter (filter - b [int:1]) c []) {(data \"d\")})}")]
    [InlineData("{% filter a | b %}c{% endfilter %}", "{(filterblock (filter (filter - a []) b []) {(data \"c\")})}")]
    [InlineData("{% macro a(b, c=1) %}{% endmacro %}", "{(macro a [b c=int:1] {})}")]
    [InlineData("{% call(a) b(1) %}c{% endcall %}", "{(callblock (call (name b) [int:1]) [a] {(data \"c\")})}")]
    [InlineData("{% with a=1, b=a %}{% endwith %}", "{(with (name a)=int:1 (name b)=(name a) {})}")]
    [InlineData("{% block a scoped required %}{% endblock a %}", "{(block a true true {})}")]
    [InlineData("{% extends 'a' %}{% include b ignore missing without context %}", "{(extends \"a\") (include (name b) true false)}")]
    [InlineData("{% import 'a' as b %}{% from 'a' import c, d as e with context %}", "{(import \"a\" b false) (from \"a\" c:c d:e true)}")]
    [InlineData("{% do a.b() %}{% print a, b %}", "{(do (call (attr (name a) b) [])) (print (name a)) (print (name b))}")]
    public void A_template_is_parsed_to_its_tree(string template, string tree) => Assert.Equal(tree, SyntaxDump.Of(Parsed.From(template)));

    [Fact]
    public void Line_statements_and_line_comments_are_whole_lines() => Assert.Equal(
        "{(for (name a) (name b) - false {(print (name a)) (data \"\\n\")} {})}",
        SyntaxDump.Of(Parsed.From("# for a in b: \n{{ a }} ## each\n# endfor\n", new() { LineStatementPrefix = "#", LineCommentPrefix = "##" })));

    [Fact]
    public void Trim_blocks_and_lstrip_blocks_take_a_tags_line_away_unless_a_plus_keeps_it() => Assert.Equal(
        "{(data \"a\\n\") (if (name b) {(data \"c\\n\")} {}) (data \"  \") (if (name b) {(data \"\\n\")} {})}",
        SyntaxDump.Of(Parsed.From("a\n  {% if b %}\nc\n  {% endif %}\n  {%+ if b +%}\n  {% endif %}\n", new() { TrimBlocks = true, LstripBlocks = true })));

    [Fact]
    public void The_last_newline_is_kept_unless_the_option_says_that_it_is_not()
    {
        Assert.Equal("{(data \"a\\n\\n\")}", SyntaxDump.Of(Parsed.From("a\n\r\n")));
        Assert.Equal("{(data \"a\\n\")}", SyntaxDump.Of(Parsed.From("a\n\r\n", new() { KeepTrailingNewline = false })));
    }

    [Fact]
    public void The_longest_delimiter_begins_a_tag() => Assert.Equal(
        "{(print (name a)) (data \"b\") (set (name c) int:1)}",
        SyntaxDump.Of(Parsed.From("<%= a %><%# c %>b<% set c = 1 %>", new()
        {
            BlockStart = "<%", BlockEnd = "%>", VariableStart = "<%=", VariableEnd = "%>", CommentStart = "<%#", CommentEnd = "%>",
        })));

    [Fact]
    public void The_header_sets_options_and_is_no_part_of_the_output()
    {
        var tree = Parsed.From(
            "#jinja2: trim_blocks: True, variable_start_string: '[,', variable_end_string: \",]\", line_comment_prefix: None\r\n"
                + "{% if a %}\n[, b ,]{% endif %}");
        Assert.Equal("{(if (name a) {(print (name b))} {})}", SyntaxDump.Of(tree));
        Assert.True(tree.Options.TrimBlocks);
        Assert.Equal("[,", tree.Options.VariableStart);

        // Spans are those of the whole text.
        Assert.Equal((3, 4), tree.Source.PositionOf(((Print)((If)tree.Body[0]).Then[0]).Value.Span.Start));
    }

    [Theory]
    [InlineData("{{ (a + b) * c }}", "(a + b) * c")]
    [InlineData("{{ c * (a + b) }}", "c * (a + b)")]
    [InlineData("{{ (a).b }}", "(a).b")]
    [InlineData("{{ (a)|b(1, 2) }}", "(a)|b(1, 2)")]
    [InlineData("{{ -(a)|b }}", "-(a)|b")]
    [InlineData("{{ (a) is not b }}", "(a) is not b")]
    [InlineData("{{ not (a) }}", "not (a)")]
    [InlineData("{{ (a) if b else (c) }}", "(a) if b else (c)")]
    [InlineData("{{ (a, b) }}", "(a, b)")]
    [InlineData("{{ (a) , b , }}", "(a) , b ,")]
    [InlineData("{{ 'a'\r\n'b' }}", "'a'\r\n'b'")]
    [InlineData("\r\n\r\n{{ a[ 1 : 2 ] }}", "a[ 1 : 2 ]")]
    [InlineData("{{ {'a': (1)} }}", "{'a': (1)}")]
    [InlineData("{{ (a) < (b) }}", "(a) < (b)")]
    public void An_expressions_span_is_all_of_it(string template, string expression)
    {
        var span = Parsed.From(template).Body.OfType<Print>().Single().Value.Span;
        Assert.Equal(expression, template.Substring(span.Start, span.Length));
    }

    [Fact]
    public void A_names_span_is_the_name_only()
    {
        const string Text = "{{ a | join (1) }}{{ a is\r\n\r\n not odd }}{{ a . b }}{{ f(k = 1) }}{% block  x %}{% endblock %}";
        var body = Parsed.From(Text).Body;
        Assert.Equal("join", At(((FilterExpression)((Print)body[0]).Value).NameSpan));
        Assert.Equal("odd", At(((TestExpression)((Unary)((Print)body[1]).Value).Operand).NameSpan));
        Assert.Equal("b", At(((AttributeAccess)((Print)body[2]).Value).NameSpan));
        Assert.Equal("k", At(((Call)((Print)body[3]).Value).Arguments.Keywords[0].NameSpan));
        Assert.Equal("x", At(((Block)body[4]).NameSpan));
        string At(Span span) => Text.Substring(span.Start, span.Length);
    }

    [Fact]
    public void A_statements_span_is_from_its_first_tag_to_its_last()
    {
        const string Text = "a\r\n{%- for a in b -%} x {%- endfor +%} c";
        var loop = Parsed.From(Text).Body[1];
        Assert.Equal("{%- for a in b -%} x {%- endfor +%}", Text.Substring(loop.Span.Start, loop.Span.Length));
    }

    [Fact]
    public void A_tree_that_is_printed_and_parsed_is_the_same_tree()
    {
        const int Seed = 31_337;
        int compared = 0;
        var templates = HandWritten.All.Concat(Enumerable.Range(0, 5_000).Select(static i => new RandomTemplate(Seed + i, SyntaxOptions.Default).Next(3)));
        foreach (var template in templates)
        {
            var tree = TemplateParser.Parse(new SourceLines("t", template), SyntaxOptions.Default, out _);
            if (tree is null || SyntaxDump.Of(tree) is var dump && dump.Contains("(name not)", StringComparison.Ordinal))
            {
                // A name 'not' is one only where the operator cannot be, which parentheses change.
                continue;
            }

            var printed = SyntaxPrinter.Print(tree);
            var again = TemplateParser.Parse(new SourceLines("t", printed), SyntaxOptions.Default, out var fault);
            Assert.True(again is not null, $"{fault?.Message}\n{template}\n{printed}");
            Assert.Equal(dump, SyntaxDump.Of(again));
            compared++;
        }

        Assert.True(compared > 1_500, $"{compared} compared");
    }
}
