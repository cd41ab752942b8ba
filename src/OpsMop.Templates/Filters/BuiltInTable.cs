using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates;

/// <summary>Finds filters, tests and global functions by name: for those that are only known at run time, as in <c>map('upper')</c>.</summary>
public static class BuiltInTable
{
    private static readonly FrozenDictionary<string, BuiltInFunction> s_filters = Table(BuiltIns.Filters, "filter", FilterMethods());
    private static readonly FrozenDictionary<string, BuiltInFunction> s_tests = Table(BuiltIns.Tests, "test", TestMethods());
    private static readonly FrozenDictionary<string, BuiltInFunction> s_globals = Table(BuiltIns.Globals, "function", GlobalMethods());

    /// <summary>Applies a filter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">Where to report what is wrong.</param>
    /// <param name="input">What it is applied to.</param>
    /// <param name="arguments">What it is given.</param>
    public static Value CallFilter(string name, RenderContext context, Value input, CallArguments arguments) =>
        Filter(name, context).Invoke(context, input, arguments);

    /// <summary>Applies a test.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">Where to report what is wrong.</param>
    /// <param name="input">What it is applied to.</param>
    /// <param name="arguments">What it is given.</param>
    public static bool CallTest(string name, RenderContext context, Value input, CallArguments arguments) =>
        Operators.IsTrue(Test(name, context).Invoke(context, input, arguments), context);

    /// <summary>A global function as a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The function.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetGlobal(string name, out Value value)
    {
        value = s_globals.TryGetValue(name, out BuiltInFunction? function) ? new GlobalFunction(function) : default(Value);
        return function is not null;
    }

    internal static BuiltInFunction Filter(string name, RenderContext context) => s_filters.TryGetValue(name, out BuiltInFunction? filter)
        ? filter
        : throw context.Fault($"No filter named '{name}'.{Suggestion.DidYouMean(name, s_filters.Keys)}");

    internal static BuiltInFunction Test(string name, RenderContext context) => s_tests.TryGetValue(name, out BuiltInFunction? test)
        ? test
        : throw context.Fault($"No test named '{name}'.{Suggestion.DidYouMean(name, s_tests.Keys)}");

    internal static bool TryGetFilter(string name, [NotNullWhen(true)] out BuiltInFunction? filter) => s_filters.TryGetValue(name, out filter);

    internal static bool TryGetTest(string name, [NotNullWhen(true)] out BuiltInFunction? test) => s_tests.TryGetValue(name, out test);

    internal static bool HasFilter(string name) => s_filters.ContainsKey(name);

    internal static bool HasTest(string name) => s_tests.ContainsKey(name);

    private static FrozenDictionary<string, BuiltInFunction> Table(
        IReadOnlyDictionary<string, Signature> signatures, string kind, Dictionary<string, BuiltIn> methods) =>
        signatures.ToFrozenDictionary(static row => row.Key, row => new BuiltInFunction(row.Value, methods[row.Value.Method], kind), StringComparer.Ordinal);

    private static Dictionary<string, BuiltIn> FilterMethods() => new(StringComparer.Ordinal)
    {
        ["Abs"] = Filters.Abs,
        ["Attr"] = Filters.Attr,
        ["Batch"] = Filters.Batch,
        ["Capitalize"] = Filters.Capitalize,
        ["Center"] = Filters.Center,
        ["Length"] = Filters.Length,
        ["Default"] = Filters.Default,
        ["DictSort"] = Filters.DictSort,
        ["Escape"] = Filters.Escape,
        ["FileSizeFormat"] = Filters.FileSizeFormat,
        ["First"] = Filters.First,
        ["Float"] = Filters.Float,
        ["ForceEscape"] = Filters.ForceEscape,
        ["Format"] = Filters.Format,
        ["GroupBy"] = Filters.GroupBy,
        ["Indent"] = Filters.Indent,
        ["Int"] = Filters.Int,
        ["Items"] = Filters.Items,
        ["Join"] = Filters.Join,
        ["Last"] = Filters.Last,
        ["List"] = Filters.List,
        ["Lower"] = Filters.Lower,
        ["Map"] = Filters.Map,
        ["Max"] = Filters.Max,
        ["Min"] = Filters.Min,
        ["PPrint"] = Filters.PPrint,
        ["Random"] = Filters.Random,
        ["Reject"] = Filters.Reject,
        ["RejectAttr"] = Filters.RejectAttr,
        ["Replace"] = Filters.Replace,
        ["Reverse"] = Filters.Reverse,
        ["Round"] = Filters.Round,
        ["Safe"] = Filters.Safe,
        ["Select"] = Filters.Select,
        ["SelectAttr"] = Filters.SelectAttr,
        ["Slice"] = Filters.Slice,
        ["Sort"] = Filters.Sort,
        ["String"] = Filters.String,
        ["StripTags"] = Filters.StripTags,
        ["Sum"] = Filters.Sum,
        ["Title"] = Filters.Title,
        ["ToJson"] = Filters.ToJson,
        ["Trim"] = Filters.Trim,
        ["Truncate"] = Filters.Truncate,
        ["Unique"] = Filters.Unique,
        ["Upper"] = Filters.Upper,
        ["UrlEncode"] = Filters.UrlEncode,
        ["Urlize"] = Filters.Urlize,
        ["WordCount"] = Filters.WordCount,
        ["WordWrap"] = Filters.WordWrap,
        ["XmlAttr"] = Filters.XmlAttr,
    };

    private static Dictionary<string, BuiltIn> TestMethods() => new(StringComparer.Ordinal)
    {
        ["Boolean"] = Tests.Boolean,
        ["Callable"] = Tests.Callable,
        ["Defined"] = Tests.Defined,
        ["DivisibleBy"] = Tests.DivisibleBy,
        ["Equal"] = Tests.Equal,
        ["Escaped"] = Tests.Escaped,
        ["Even"] = Tests.Even,
        ["False"] = Tests.False,
        ["Filter"] = Tests.Filter,
        ["Float"] = Tests.Float,
        ["GreaterOrEqual"] = Tests.GreaterOrEqual,
        ["Greater"] = Tests.Greater,
        ["In"] = Tests.In,
        ["Integer"] = Tests.Integer,
        ["Iterable"] = Tests.Iterable,
        ["LessOrEqual"] = Tests.LessOrEqual,
        ["Lower"] = Tests.Lower,
        ["Less"] = Tests.Less,
        ["Mapping"] = Tests.Mapping,
        ["NotEqual"] = Tests.NotEqual,
        ["None"] = Tests.None,
        ["Number"] = Tests.Number,
        ["Odd"] = Tests.Odd,
        ["SameAs"] = Tests.SameAs,
        ["Sequence"] = Tests.Sequence,
        ["String"] = Tests.String,
        ["Test"] = Tests.Test,
        ["True"] = Tests.True,
        ["Undefined"] = Tests.Undefined,
        ["Upper"] = Tests.Upper,
    };

    private static Dictionary<string, BuiltIn> GlobalMethods() => new(StringComparer.Ordinal)
    {
        ["Cycler"] = Globals.Cycler,
        ["Dict"] = Globals.Dict,
        ["Joiner"] = Globals.Joiner,
        ["Namespace"] = Globals.Namespace,
        ["Range"] = Globals.Range,
    };
}
