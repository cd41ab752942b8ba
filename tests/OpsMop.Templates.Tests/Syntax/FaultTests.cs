using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>What is said of templates that are wrong, and where.</summary>
public sealed class FaultTests
{
    public static TheoryData<string, int, int, int, string> Faults { get; } = new()
    {
        { "{{", 1, 1, 2, "Unexpected end of template: nothing closes the print statement that begins here. Close it with '}}'." },
        { "a\n{{ b", 2, 1, 2, "Unexpected end of template: nothing closes the print statement that begins here. Close it with '}}'." },
        { "{{ }}", 1, 4, 2, "Expected an expression, got '}}'." },
        { "{{ a b }}", 1, 6, 1, "Expected '}}', got 'b'." },
        { "{{ a = b }}", 1, 6, 1, "Expected '}}', got '='. Values are compared with '=='." },
        { "{{ a; b }}", 1, 5, 1, "Expected '}}', got ';'. Statements stand each in a tag of its own." },
        { "{{ a || b }}", 1, 7, 1, "Expected the name of a filter, got '|'. Write 'or' for one of two conditions." },
        { "{{ a && b }}", 1, 6, 1, "Unexpected character '&'. Write 'and'." },
        { "{{ !a }}", 1, 4, 1, "Unexpected character '!'. Write 'not' before what must not hold, and '!=' for what is not equal." },
        { "{{ a ? b : c }}", 1, 6, 1, "Unexpected character '?'. Write a choice as in 'a if condition else b'." },
        { "{{ a }", 1, 6, 1, "Unexpected '}'. Nothing is open but the tag, which ends with '}}'." },
        { "{{ a %}", 1, 7, 1, "Unexpected '}'. Nothing is open but the tag, which ends with '}}'." },
        { "{{ (a }}", 1, 7, 1, "Unexpected '}', expected ')' for the '(' at line 1, column 4." },
        { "{{ (a] }}", 1, 6, 1, "Unexpected ']', expected ')' for the '(' at line 1, column 4." },
        { "{{ [1, 2 }}\ntext", 1, 10, 1, "Unexpected '}', expected ']' for the '[' at line 1, column 4." },
        { "{{ {'a' 1} }}", 1, 9, 1, "Expected ':', got a number." },
        { "{{ {{ a }} }}", 1, 9, 1, "Expected ':', got '}'. Inside of a tag, names are written without '{{' and '}}'." },
        { "{{ 'abc }}", 1, 4, 1, "Nothing closes the string that begins here. Close it with '." },
        { "{{ '\\x4' }}", 1, 5, 2, "The escape '\\x' needs 2 hexadecimal digits. Write '\\\\' for a backslash." },
        { "{{ '\\N{DASH}' }}", 1, 5, 2, "Characters by name, '\\N{…}', are not supported. Write the character itself, or its number as in '\\u2026'." },
        {
            "{{ '\\ud800' }}", 1, 5, 2,
            "The escape '\\ud800' is no character: Unicode ends at '\\U0010ffff', and what lies between '\\ud800' and '\\udfff' is half of one "
            + "(write a character beyond '\\uffff' with '\\U')."
        },
        { "{{ a² }}", 1, 4, 2, "Invalid character in identifier: 'a²' is no name. A name has letters, digits and underscores, and no digit first." },
        { "{{ a. }}", 1, 7, 2, "Expected a name or a number after '.', got '}}'." },
        { "{{ a.'b' }}", 1, 6, 3, "Expected a name or a number after '.', got a string." },
        { "{{ a[1:2, 3] }}", 1, 6, 3, "A slice stands alone in its brackets." },
        { "{{ a| }}", 1, 7, 2, "Expected the name of a filter, got '}}'." },
        { "{{ a|1 }}", 1, 6, 1, "Expected the name of a filter, got a number." },
        { "{{ a is }}", 1, 9, 2, "Expected the name of a test, got '}}'." },
        { "{{ a is b is c }}", 1, 11, 2, "You cannot chain multiple tests with is: 'b' at line 1, column 9 is one already. Write 'and' between tests." },
        {
            "{{ f(a=1, b) }}", 1, 11, 1,
            "Invalid syntax for function call expression: Arguments without a name stand before those with one, and before '*' and '**'."
        },
        { "{{ f(a=1, a=2) }}", 1, 11, 1, "Keyword argument repeated: 'a'." },
        { "{{ f(**a, *b) }}", 1, 11, 1, "Invalid syntax for function call expression: '*' stands once in a call, before '**'." },
        { "{{ f(*a, *b) }}", 1, 10, 1, "Invalid syntax for function call expression: '*' stands once in a call, before '**'." },
        { "{{ f(**a, b=1) }}", 1, 11, 1, "Invalid syntax for function call expression: '**' stands after all other arguments." },
        { "{{ f(a b) }}", 1, 8, 1, "Expected ',' or ')', got 'b'." },
        { "{{ “a” }}", 1, 4, 1, "Unexpected character '“'. Strings stand in ' or \"." },
        { "{{ $a }}", 1, 4, 1, "Unexpected character '$'. A name has no '$' in front." },
        { "{# c", 1, 1, 2, "Missing end of comment tag: nothing closes the comment that begins here. Close it with '#}'." },
        { "a {% raw %} b", 1, 3, 9, "Missing end of raw directive: nothing closes the raw text that begins here. Close it with '{% endraw %}'." },
        { "{% if a", 1, 1, 2, "Unexpected end of template: nothing closes the tag that begins here. Close it with '%}'." },
        {
            "{% if a %}", 1, 11, 0,
            "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs "
            + "to be closed is 'if', opened at line 1."
        },
        {
            "{% if a %}\n{% for b in c %}\n{% endif %}", 3, 4, 5,
            "Encountered unknown tag 'endif'. You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for "
            + "'endfor' or 'else'. The innermost block that needs to be closed is 'for', opened at line 2."
        },
        { "{% if a }}", 1, 9, 1, "Unexpected '}'. Nothing is open but the tag, which ends with '%}'." },
        { "{% if a = b %}{% endif %}", 1, 9, 1, "Expected '%}', got '='. Values are compared with '=='." },
        { "{% if a %}{% else if b %}{% endif %}", 1, 19, 2, "Expected '%}', got 'if'. Write 'elif' for 'else if'." },
        {
            "{% if a %}{% elseif b %}{% endif %}", 1, 14, 6,
            "Encountered unknown tag 'elseif'. Did you mean 'elif'? Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The "
            + "innermost block that needs to be closed is 'if', opened at line 1."
        },
        {
            "{% if a %}{% endfi %}", 1, 14, 5,
            "Encountered unknown tag 'endfi'. Did you mean 'endif'? Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The "
            + "innermost block that needs to be closed is 'if', opened at line 1."
        },
        { "{% endif %}", 1, 4, 5, "Encountered unknown tag 'endif'. No tag is open here." },
        { "{% else %}", 1, 4, 4, "Encountered unknown tag 'else'. No tag is open here." },
        { "{% %}", 1, 4, 2, "Expected the name of a tag, got '%}'." },
        { "{% 1 %}", 1, 4, 1, "Expected the name of a tag, got a number." },
        { "{% foreach a in b %}", 1, 4, 7, "Encountered unknown tag 'foreach'. Did you mean 'for'?" },
        { "{% inclde 'a' %}", 1, 4, 6, "Encountered unknown tag 'inclde'. Did you mean 'include'?" },
        { "{% end %}", 1, 4, 3, "Encountered unknown tag 'end'. No tag is open here." },
        {
            "{% if a %}{% end %}", 1, 14, 3,
            "Encountered unknown tag 'end'. Did you mean 'endif'? Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The "
            + "innermost block that needs to be closed is 'if', opened at line 1."
        },
        { "{% raw %}a{% endraw x %}", 1, 1, 9, "Missing end of raw directive: nothing closes the raw text that begins here. Close it with '{% endraw %}'." },
        { "{% raw x %}", 1, 4, 3, "Encountered unknown tag 'raw'. Raw text is in '{% raw %}' and '{% endraw %}'." },
        {
            "{% autoescape true %}{% endautoescape %}", 1, 4, 10,
            "The tag 'autoescape' is not supported: what a template makes is text, not HTML. Use the filter 'e' on what needs escapes."
        },
        { "{% trans %}a{% endtrans %}", 1, 4, 5, "The tag 'trans' is not supported: templates are not translated. Write the text itself." },
        { "{% debug %}", 1, 4, 5, "The tag 'debug' is not supported." },
        { "{% for a of b %}{% endfor %}", 1, 10, 2, "Expected 'in', got 'of'." },
        { "{% for a.b in c %}{% endfor %}", 1, 9, 1, "Expected 'in', got '.'." },
        { "{% for 1 in c %}{% endfor %}", 1, 8, 1, "Can't assign to a constant. What is set is a name, or several with commas between them." },
        { "{% for loop in c %}{% endfor %}", 1, 8, 4, "Can't assign to special loop variable in for-loop: 'loop' is the loop's own." },
        { "{% for a in b %}{% set loop = 1 %}{% endfor %}", 1, 24, 4, "Can't assign to special loop variable in for-loop: 'loop' is the loop's own." },
        { "{% for a in %}{% endfor %}", 1, 13, 2, "Expected an expression, got '%}'." },
        { "{% break %}", 1, 4, 5, "'break' outside loop: no 'for' is around it in the same macro, call or block." },
        {
            "{% for a in b %}{% macro m() %}{% continue %}{% endmacro %}{% endfor %}", 1, 35, 8,
            "'continue' outside loop: no 'for' is around it in the same macro, call or block."
        },
        {
            "{% set a %}", 1, 12, 0,
            "Unexpected end of template. Jinja was looking for the following tags: 'endset'. The innermost block that needs to be closed is "
            + "'set', opened at line 1."
        },
        { "{% set a b %}", 1, 10, 1, "Expected '=', '|' or '%}', got 'b'." },
        { "{% set a += 1 %}", 1, 10, 1, "Expected '=', '|' or '%}', got '+'." },
        { "{% set a.b.c = 1 %}", 1, 11, 1, "Expected '=', got '.'. Only an attribute of a namespace can be set, as in 'set ns.found = true'." },
        { "{% set a[0] = 1 %}", 1, 9, 1, "Expected '=', '|' or '%}', got '['. An item of a list or of a dictionary cannot be set." },
        { "{% set none = 1 %}", 1, 8, 4, "Can't assign to a constant. What is set is a name, or several with commas between them." },
        { "{% set [a] = 1 %}", 1, 8, 3, "Can't assign to a list. What is set is a name, or several with commas between them." },
        { "{% set a = %}", 1, 12, 2, "Expected an expression, got '%}'." },
        { "{% macro a %}", 1, 12, 2, "Expected '(', got '%}'." },
        { "{% macro a(b=1, c) %}{% endmacro %}", 1, 17, 1, "Non-default argument follows default argument: 'c' needs a default too, or a place before." },
        { "{% macro a(b, b) %}{% endmacro %}", 1, 15, 1, "Duplicate parameter 'b'." },
        { "{% macro a(caller) %}{% endmacro %}", 1, 12, 6, "The special 'caller' parameter must be omitted or be given a default." },
        { "{% macro true() %}{% endmacro %}", 1, 10, 4, "Can't assign to the constant 'true'." },
        { "{% call a %}{% endcall %}", 1, 9, 1, "Expected a call of a macro, as in 'call name()'." },
        { "{% block a %}{% endblock %}\n{% block a %}{% endblock %}", 2, 10, 1, "Block 'a' defined twice: it is at line 1 already." },
        {
            "{% block a-b %}{% endblock %}", 1, 11, 1,
            "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead."
        },
        { "{% block a required %}x{% endblock %}", 1, 23, 1, "Required blocks can only contain comments or whitespace." },
        { "{% block a %}{% endblock b %}", 1, 26, 1, "Expected 'a' or '%}', got 'b'. The name after 'endblock' is that of the block that it ends." },
        { "{% for a in b %}{% extends 'a' %}{% endfor %}", 1, 20, 7, "Cannot use extends from a non top-level scope: only 'if' may be around it." },
        { "{% import 'a' %}", 1, 15, 2, "Expected 'as', got '%}'." },
        { "{% from 'a' import _b %}", 1, 20, 2, "Names starting with an underline can not be imported: '_b'." },
        { "{% from 'a' import b as true %}", 1, 25, 4, "Can't assign to the constant 'true'." },
        { "{% include 'a' ignore %}", 1, 16, 6, "Expected '%}', got 'ignore'." },
        { "{% with a %}{% endwith %}", 1, 11, 2, "Expected '=', got '%}'." },
        { "#jinja2: trim_block: True", 1, 10, 10, "There is no option 'trim_block'. Did you mean 'trim_blocks'?" },
        { "#jinja2: trim_blocks: yes", 1, 23, 3, "The value of an option in the header is True, False, or a string in quotes." },
        { "#jinja2: trim_blocks", 1, 10, 11, "The header '#jinja2:' is followed by options as in 'trim_blocks: False, variable_start_string: \"[%\"'." },
        { "#jinja2:", 1, 9, 0, "The header '#jinja2:' is followed by options as in 'trim_blocks: False, variable_start_string: \"[%\"'." },
        { "#jinja2: variable_start_string: '[", 1, 33, 1, "Nothing closes the string that begins here. Close it with '." },
        {
            "#jinja2: variable_start_string: ''", 1, 1, 0,
            "The option 'variable_start_string' is no delimiter: it must not be empty, begin with a blank, or have a line end."
        },
        {
            "#jinja2: variable_start_string: '{%'", 1, 1, 0,
            "The options 'block_start_string' and 'variable_start_string' are the same, '{%'. What begins a tag must say which."
        },
        { "#jinja2: variable_start_string: True", 1, 33, 4, "The option 'variable_start_string' is a string in quotes." },
        { "#jinja2: newline_sequence: '\\n'", 1, 10, 16, "The option 'newline_sequence' is not supported: lines end with LF." },
        { "#jinja2: trim_blocks: True lstrip_blocks: True", 1, 28, 19, "Options of the header are separated by commas." },
        { "{{ [a b] }}", 1, 7, 1, "Expected ',' or ']', got 'b'." },
        { "{{ {'a': 1 'b': 2} }}", 1, 12, 3, "Expected ',' or '}', got a string." },
        { "{{ a[1 2] }}", 1, 8, 1, "Expected ',' or ']', got a number." },
        { "{{ (a b) }}", 1, 7, 1, "Expected ')', got 'b'." },
        { "{{ a|b.1 }}", 1, 8, 1, "Expected a name, got a number." },
        { "{% set a = (1,\r\n 2 %}", 2, 5, 1, "Unexpected '}', expected ')' for the '(' at line 1, column 12." },
        { "a\r\nb\rc\n  {{ d e }}", 4, 8, 1, "Expected '}}', got 'e'." },
        { "{{ \"é😀\" x }}", 1, 10, 1, "Expected '}}', got 'x'." },
        { "{{ true = 1 }}", 1, 9, 1, "Expected '}}', got '='. Values are compared with '=='." },
        { "{{ a if b else }}", 1, 16, 2, "Expected an expression, got '}}'." },
        { "{{ a not b }}", 1, 6, 3, "Expected '}}', got 'not'." },
        { "{{ 1a }}", 1, 5, 1, "Expected '}}', got 'a'." },
        { "{{ a\\b }}", 1, 5, 1, "Unexpected character '\\'. A backslash has a meaning in a string only." },
        { "{{ a # b }}", 1, 6, 1, "Unexpected character '#'. A comment stands outside of tags, in '{# #}'." },
        { "{% filter 1 %}{% endfilter %}", 1, 11, 1, "Expected the name of a filter, got a number." },
        { "{% call a()|b %}{% endcall %}", 1, 9, 5, "Expected a call of a macro, as in 'call name()'." },
        { "{% print a b %}", 1, 12, 1, "Expected ',', got 'b'." },
        { "{% do %}", 1, 7, 2, "Expected an expression, got '%}'." },
        { "{% extends %}", 1, 12, 2, "Expected an expression, got '%}'." },
        { "{% with a=1, %}{% endwith %}", 1, 14, 2, "Expected an expression, got '%}'." },
        { "{% block a required %}{% if b %}{% endif %}{% endblock %}", 1, 23, 21, "Required blocks can only contain comments or whitespace." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_said_with_line_column_and_length(string template, int line, int column, int length, string message)
    {
        var source = new SourceLines("t.j2", template);
        Assert.Null(TemplateParser.Parse(source, SyntaxOptions.Default, out var fault));
        Assert.NotNull(fault);
        Assert.Equal(message, fault.Message);
        Assert.Equal((line, column, length), (source.PositionOf(fault.Span.Start).Line, source.PositionOf(fault.Span.Start).Column, fault.Span.Length));
    }

    [Theory]
    [InlineData(
        "{{ ", "(", ")", 50,
        "The expression is nested too deeply: more than 50 brackets or 'else' are inside each other. Give a part of it a name with 'set'.")]
    [InlineData("{{ 1", " + 1", "", 100, "The expression is too long: more than 100 operations need each other's values. Give a part of it a name with 'set'.")]
    [InlineData("{{ a", ".b", "", 100, "The expression is too long: more than 100 operations need each other's values. Give a part of it a name with 'set'.")]
    [InlineData("{{ a", "|b", "", 100, "The expression is too long: more than 100 operations need each other's values. Give a part of it a name with 'set'.")]
    [InlineData("", "{% if a %}", "", 101, "Tags are nested too deeply: more than 100 are inside each other ('elif' counts, as an 'if' in the one before).")]
    [InlineData(
        "{% if a %}", "{% elif a %}", "", 100,
        "Tags are nested too deeply: more than 100 are inside each other ('elif' counts, as an 'if' in the one before).")]
    public void What_is_too_deep_says_how_deep_it_may_be(string before, string repeated, string closing, int count, string message)
    {
        var closed = (closing.Length > 0 ? "1" : "") + string.Concat(Enumerable.Repeat(closing, count)) + " }}";
        var text = before + string.Concat(Enumerable.Repeat(repeated, count)) + closed;
        Assert.Null(TemplateParser.Parse(new SourceLines("t.j2", text), SyntaxOptions.Default, out var fault));
        Assert.Equal(message, fault!.Message);
    }

    [Fact]
    public void A_text_of_more_than_sixteen_million_characters_is_too_long()
    {
        Assert.NotNull(TemplateParser.Parse(new SourceLines("t.j2", new string('a', 16 * 1024 * 1024)), SyntaxOptions.Default, out _));
        Assert.Null(TemplateParser.Parse(new SourceLines("t.j2", new string('a', (16 * 1024 * 1024) + 1)), SyntaxOptions.Default, out var fault));
        Assert.Equal("The template is too long: it has 16777217 characters, and may have 16777216.", fault!.Message);
    }

    [Fact]
    public void A_number_has_as_many_digits_as_Python_reads()
    {
        Assert.NotNull(TemplateParser.Parse(new SourceLines("t.j2", $"{{{{ {new string('9', 4300)} }}}}"), SyntaxOptions.Default, out _));
        Assert.Null(TemplateParser.Parse(new SourceLines("t.j2", $"{{{{ {new string('9', 4301)} }}}}"), SyntaxOptions.Default, out var fault));
        Assert.Equal("The number has more than 4300 digits.", fault!.Message);
    }
}
