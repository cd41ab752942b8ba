using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace OpsMop.Templates;

/// <summary>
/// What compiled templates call beside the operators and filters. The overloads are chosen so that the compiler finds what may be null: what is written may not be.
/// </summary>
public static class Compiled
{
    /// <summary>A value of a string.</summary>
    /// <param name="value">The string.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Of(string value) => value;

    /// <summary>A value of a truth value.</summary>
    /// <param name="value">The truth value.</param>
    public static Value Of(bool value) => value;

    /// <summary>A value of a whole number.</summary>
    /// <param name="value">The number.</param>
    public static Value Of(long value) => value;

    /// <summary>A value of a whole number.</summary>
    /// <param name="value">The number.</param>
    public static Value Of(ulong value) => value;

    /// <summary>A value of a whole number of any size.</summary>
    /// <param name="value">The number.</param>
    public static Value Of(BigInteger value) => value;

    /// <summary>A value of a number with a fraction.</summary>
    /// <param name="value">The number.</param>
    public static Value Of(double value) => value;

    /// <summary>A value of a text; what is secret in it stays so.</summary>
    /// <param name="value">The text.</param>
    public static Value Of(Text value) => value;

    /// <summary>A value of a secret.</summary>
    /// <param name="value">The secret.</param>
    public static Value Of(Secret value) => value;

    /// <summary>A value of a list, a loop, a macro.</summary>
    /// <param name="value">The object.</param>
    public static Value Of(ValueObject value) => value;

    /// <summary>A value of a string; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The string.</param>
    public static Value OfNullable(string? value) => value;

    /// <summary>A value of a truth value; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The truth value.</param>
    public static Value OfNullable(bool? value) => value is { } given ? given : Value.None;

    /// <summary>A value of a whole number; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The number.</param>
    public static Value OfNullable(long? value) => value is { } given ? given : Value.None;

    /// <summary>A value of a whole number; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The number.</param>
    public static Value OfNullable(ulong? value) => value is { } given ? given : Value.None;

    /// <summary>A value of a whole number of any size; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The number.</param>
    public static Value OfNullable(BigInteger? value) => value is { } given ? given : Value.None;

    /// <summary>A value of a number with a fraction; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The number.</param>
    public static Value OfNullable(double? value) => value is { } given ? given : Value.None;

    /// <summary>A value of a text; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The text.</param>
    public static Value OfNullable(Text? value) => value;

    /// <summary>A value of a secret; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The secret.</param>
    public static Value OfNullable(Secret? value) => value;

    /// <summary>A value of a domain value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The domain value.</param>
    public static Value OfDomain<T>(T value)
        where T : IDomainValue => Value.OfDomain(value);

    /// <summary>A value of a domain value; <see langword="null"/> is <c>none</c>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The domain value.</param>
    public static Value OfNullableDomain<T>(T? value)
        where T : struct, IDomainValue => value is { } given ? Value.OfDomain(given) : Value.None;

    /// <summary>A value of an object of C#; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The object.</param>
    /// <param name="shape">What looks up its members.</param>
    public static Value OfObject(object? value, ObjectShape shape) => value is null ? Value.None : new ObjectValue(value, shape);

    /// <summary>A whole number of any size.</summary>
    /// <param name="digits">Its decimal digits.</param>
    public static Value Integer(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>A value that is not there.</summary>
    /// <param name="message">What to report where it is used.</param>
    public static Value Undefined(string message) => new UndefinedValue(message);

    /// <summary>What an inline <c>if</c> without <c>else</c> gives where its condition does not hold: written, it is empty.</summary>
    /// <param name="line">The line.</param>
    public static Value WithoutElse(int line) => UndefinedValue.WithoutElse(line);

    /// <summary>A list.</summary>
    /// <param name="items">Its items.</param>
    public static Value List(ReadOnlySpan<Value> items) => new ListValue(items.ToArray());

    /// <summary>A tuple.</summary>
    /// <param name="items">Its items.</param>
    public static Value Tuple(ReadOnlySpan<Value> items) => new TupleValue(items.ToArray());

    /// <summary>A dictionary; of two items with one key the later counts.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Dictionary(ReadOnlySpan<(Value Key, Value Value)> items, RenderContext context)
    {
        var dictionary = new DictionaryValue();
        foreach ((Value key, Value value) in items)
        {
            dictionary.Set(key, value, context);
        }

        return dictionary;
    }

    /// <summary>A built-in function as a value.</summary>
    /// <param name="name">Its name.</param>
    public static Value Global(string name) =>
        BuiltInTable.TryGetGlobal(name, out Value function) ? function : throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such function.");

    /// <summary>A macro as a value.</summary>
    /// <param name="name">Its name; <see langword="null"/> for the body of a call block.</param>
    /// <param name="parameters">Its parameters' names.</param>
    /// <param name="takesRest">Whether it takes more positional arguments.</param>
    /// <param name="takesNamed">Whether it takes more keyword arguments.</param>
    /// <param name="takesCaller">Whether it takes a caller.</param>
    /// <param name="body">What it does, of the arguments in that order.</param>
    public static Value Macro(string? name, string[] parameters, bool takesRest, bool takesNamed, bool takesCaller, Func<Value[], Value> body) =>
        new CompiledMacro(name, parameters, takesRest, takesNamed, takesCaller, body);

    /// <summary>Whether an argument was not given.</summary>
    /// <param name="value">The argument.</param>
    public static bool IsMissing(Value value) => value.IsNotGiven;

    /// <summary>The object of C# that a value holds.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report that it holds something else.</param>
    public static T Object<T>(Value value, RenderContext context)
        where T : notnull => value.AsObject() is ObjectValue { Target: T target }
            ? target
            : throw (value.AsObject() is UndefinedValue undefined
                ? context.Fault(undefined.Message)
                : context.Fault($"This is {(value.IsNone ? "None" : value.IsUndefined ? "undefined" : "another value")}, where an object of {typeof(T).Name} is expected."));

    /// <summary>The parts of a value that is unpacked into several variables.</summary>
    /// <param name="value">The value.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="context">Where to report that there are more or fewer.</param>
    public static Value[] Unpack(Value value, int count, RenderContext context)
    {
        var parts = new Value[count];
        int found = 0;
        foreach (Value part in Operators.Iterate(value, context))
        {
            if (found == count)
            {
                throw context.Fault($"too many values to unpack (expected {count})");
            }

            parts[found++] = part;
        }

        return found == count ? parts : throw context.Fault($"not enough values to unpack (expected {count}, got {found})");
    }

    /// <summary>The arguments of a call with <c>*rest</c> or <c>**named</c>.</summary>
    /// <param name="positional">The positional arguments.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <param name="rest">More positional arguments; undefined for none.</param>
    /// <param name="named">More keyword arguments; undefined for none.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static CallArguments Arguments(ReadOnlySpan<Value> positional, ReadOnlySpan<(Value Key, Value Value)> keywords, Value rest, Value named, RenderContext context)
    {
        var all = new List<Value>(positional.Length);
        all.AddRange(positional);
        if (!rest.IsNotGiven)
        {
            all.AddRange(Operators.Iterate(rest, context));
        }

        var given = new List<KeyValuePair<string, Value>>();
        foreach ((Value key, Value value) in keywords)
        {
            Add(key, value);
        }

        if (!named.IsNotGiven)
        {
            if (named.AsObject() is not DictionaryValue dictionary)
            {
                throw context.Fault("argument after ** must be a mapping");
            }

            foreach ((Value key, Value value) in dictionary.Entries)
            {
                Add(key, value);
            }
        }

        return new CallArguments([.. all], [.. given]);

        void Add(Value key, Value value)
        {
            if (!key.TryGetString(out string? name))
            {
                throw context.Fault("keywords must be strings");
            }

            if (given.Exists(one => one.Key == name))
            {
                throw context.Fault($"got multiple values for keyword argument '{name}'");
            }

            given.Add(new(name, value));
        }
    }

    /// <summary>The answer of a test.</summary>
    /// <param name="answer">The answer.</param>
    public static bool Holds(Value answer) => answer.TryGetBoolean(out bool holds) && holds;

    /// <summary>Tells the compiler what is known already.</summary>
    /// <param name="holds">What holds.</param>
    public static void Assume([DoesNotReturnIf(false)] bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The values that a template is rendered from have changed meanwhile.");
        }
    }

    /// <summary>The answer that the compiler knows, of a value that is looked at all the same: that it exists is for the C# compiler to say.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="answer">The answer.</param>
    public static bool Always<T>(T value, bool answer) => answer;

    /// <summary>How many items a collection has.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The collection.</param>
    public static long Count<T>(IEnumerable<T> items) => items.TryGetNonEnumeratedCount(out int count) ? count : items.Count();

    /// <summary>An item of a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The list.</param>
    /// <param name="index">The index, from 0.</param>
    /// <param name="context">Where to report that there is none.</param>
    public static T Item<T>(IReadOnlyList<T> items, int index, RenderContext context) =>
        index < items.Count ? items[index] : throw context.Fault($"'list object' has no element {index}");

    /// <summary>An item of a dictionary.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <param name="context">Where to report that there is none.</param>
    public static T Item<T>(IReadOnlyDictionary<string, T> items, string key, RenderContext context) => items.TryGetValue(key, out T? item)
        ? item
        : throw context.Fault($"'dict object' has no attribute '{key}'.{Parsing.Suggestion.DidYouMean(key, items.Keys)} If it may be missing, give it a default.");

    /// <summary>Writes strings with a separator between them.</summary>
    /// <param name="separator">The separator.</param>
    /// <param name="items">The strings.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJoined(string separator, IEnumerable<string> items, TemplateOutput output)
    {
        bool isFirst = true;
        foreach (string item in items)
        {
            if (!isFirst)
            {
                output.Write(separator);
            }

            isFirst = false;
            output.Write(item);
        }
    }

    /// <summary>Sets an attribute of a namespace.</summary>
    /// <param name="target">The namespace.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report that it is no namespace.</param>
    public static void SetAttribute(Value target, string name, Value value, RenderContext context)
    {
        if (target.AsObject() is not NamespaceValue space)
        {
            throw context.Fault("cannot assign attribute on non-namespace object");
        }

        space.Set(name, value, context);
    }

    /// <summary>A whole number for a method of C#.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report that it is none.</param>
    public static long Int64(Value value, RenderContext context) =>
        value.TryGetInt64(out long number) ? number : throw context.Fault("A whole number is expected here; make one with the filter int.");

    /// <summary>A number for a method of C#.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report that it is none.</param>
    public static double Double(Value value, RenderContext context) =>
        value.TryGetFloat(out double number) ? number
        : value.TryGetInteger(out BigInteger whole) ? (double)whole
        : throw context.Fault("A number is expected here; make one with the filter float.");

    /// <summary>A text for a method of C#.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report that it is none.</param>
    public static Text Text(Value value, RenderContext context) => value.TryGetSecret(out Text? secret) ? secret : Operators.Str(value, context);

    /// <summary>Whether a string counts as true.</summary>
    /// <param name="value">The string.</param>
    public static bool IsTrue([NotNullWhen(true)] string? value) => !string.IsNullOrEmpty(value);

    /// <summary>Whether a truth value is true; <see langword="null"/> is not.</summary>
    /// <param name="value">The truth value.</param>
    public static bool IsTrue([NotNullWhen(true)] bool? value) => value is true;

    /// <summary>Whether a number counts as true.</summary>
    /// <param name="value">The number.</param>
    public static bool IsTrue([NotNullWhen(true)] long? value) => value is not null and not 0;

    /// <summary>Whether a number counts as true.</summary>
    /// <param name="value">The number.</param>
    public static bool IsTrue([NotNullWhen(true)] ulong? value) => value is not null and not 0;

    /// <summary>Whether a number counts as true.</summary>
    /// <param name="value">The number.</param>
    public static bool IsTrue([NotNullWhen(true)] double? value) => value is not null and not 0;

    /// <summary>Whether a text counts as true.</summary>
    /// <param name="value">The text.</param>
    public static bool IsTrue([NotNullWhen(true)] Text? value) => value is not null && !value.Equals(OpsMop.Text.Empty);

    /// <summary>Whether what has items counts as true: unless it is empty, as far as it can tell without being enumerated.</summary>
    /// <param name="value">The items.</param>
    public static bool IsTrue([NotNullWhen(true)] IEnumerable? value) => value is not null && (value is not ICollection collection || collection.Count > 0);

    /// <summary>Whether a collection counts as true: unless it is empty.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="value">The collection.</param>
    public static bool IsTrue<T>([NotNullWhen(true)] IReadOnlyCollection<T>? value) => value is { Count: > 0 };

    /// <summary>Whether an object counts as true: unless it is null.</summary>
    /// <param name="value">The object.</param>
    public static bool IsTrue([NotNullWhen(true)] object? value) => value is not null;
}
