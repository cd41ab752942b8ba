using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace OpsMop.Templates;

/// <summary>Makes text of values as Python's <c>str</c> and <c>repr</c> do, and knows which characters are secret. Limits hold for what it makes.</summary>
internal sealed class Composer(RenderContext context)
{
    private readonly StringBuilder _text = new();
    private List<(int Start, int Length)>? _secrets;
    private string? _error;
    private HashSet<object>? _open;

    public RenderContext Context { get; } = context;

    public StringBuilder Builder => _text;

    public int Length => _text.Length;

    public bool IsSecret => _secrets is not null || _error is not null;

    /// <summary>What Python's <c>str</c> gives, as a value: what is secret in it stays so.</summary>
    public static Value Str(Value value, RenderContext context)
    {
        if (value.IsText && !value.IsMarkup)
        {
            return value;
        }

        var composer = new Composer(context);
        composer.AppendStr(value);
        return composer.ToValue();
    }

    /// <summary>What Jinja2 calls a soft string: text stays what it is, all else becomes a string.</summary>
    public static Value SoftStr(Value value, RenderContext context) => value.IsText ? value : Str(value, context);

    /// <summary>What is in a text, secret or not, for work whose result is coloured.</summary>
    public static string Reveal(Value text, RenderContext context)
    {
        if (text.TryGetString(out string? plain))
        {
            return plain;
        }

        if (!text.TryGetSecret(out Text? secret))
        {
            throw new InvalidOperationException("It is no text.");
        }

        return secret.Error is null ? secret.Reveal() : throw context.Fault(secret.Error);
    }

    public void Append(char c)
    {
        _text.Append(c);
        Check(0);
    }

    public void Append(string text)
    {
        Check(text.Length);
        _text.Append(text);
    }

    public void Append(char c, int count)
    {
        Check(count);
        _text.Append(c, count);
    }

    /// <summary>Says that all from a place on is secret.</summary>
    public void Hide(int start)
    {
        _secrets ??= [];
        _secrets.RemoveAll(range => range.Start >= start);
        _secrets.Add((start, _text.Length - start));
    }

    public void AppendText(Text text)
    {
        int offset = _text.Length;
        Append(text.Reveal());
        _error ??= text.Error;
        foreach ((int start, int length) in text.SecretRanges)
        {
            (_secrets ??= []).Add((offset + start, length));
        }
    }

    public void AppendStr(Value value)
    {
        if (value.TryGetString(out string? text))
        {
            Append(text);
        }
        else if (value.TryGetSecret(out Text? secret))
        {
            AppendText(secret);
        }
        else if (value.AsObject() is { } o && o.TryGetText(Context, out Value own))
        {
            AppendStr(own);
        }
        else if (!Operators.IsLenient(value))
        {
            AppendRepr(value);
        }
    }

    public void AppendRepr(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined when Operators.IsLenient(value):
                Append("Undefined");
                break;
            case ValueKind.Undefined:
                throw Operators.UndefinedFault(value, Context);
            case ValueKind.None:
                Append("None");
                break;
            case ValueKind.Boolean:
                value.TryGetBoolean(out bool truth);
                Append(truth ? "True" : "False");
                break;
            case ValueKind.Integer:
                if (value.TryGetInt64(out long number))
                {
                    _text.Append(number);
                    Check(0);
                }
                else
                {
                    value.TryGetInteger(out BigInteger big);
                    Append(Numbers.Str(big, Context));
                }

                break;
            case ValueKind.Float:
                value.TryGetFloat(out double d);
                Append(Numbers.Repr(d));
                break;
            case ValueKind.String or ValueKind.Markup or ValueKind.Secret:
                AppendQuoted(value);
                break;
            default:
                AppendObject(value.AsObject()!);
                break;
        }
    }

    public Value ToValue(bool markup = false) =>
        IsSecret ? Value.Of(Text.WithSecrets(_text.ToString(), _secrets, _error), markup) : markup ? Value.Markup(_text.ToString()) : _text.ToString();

    /// <summary>The text; a secret in it is reported.</summary>
    public string ToPlain()
    {
        if (_error is not null)
        {
            throw Context.Fault(_error);
        }

        return _secrets is null
            ? _text.ToString()
            : throw Context.Fault("There is a secret in this value, and what is done here would show it. Write the secret by itself, or join it with other text by ~");
    }

    /// <summary>Enters what may hold itself.</summary>
    /// <returns>Whether it is not open already.</returns>
    public bool Open(object container)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Operators.TooDeep(Context);
        }

        Context.Step();
        return (_open ??= new HashSet<object>(ReferenceEqualityComparer.Instance)).Add(container);
    }

    public void Close(object container) => _open!.Remove(container);

    private void AppendQuoted(Value value)
    {
        int start = _text.Length;
        if (value.TryGetSecret(out Text? secret))
        {
            _error ??= secret.Error;
            AppendQuoted(secret.Reveal());
            if (secret.IsSecret)
            {
                Hide(start);
            }
        }
        else
        {
            value.TryGetString(out string? text);
            if (value.IsMarkup)
            {
                Append("Markup(");
                AppendQuoted(text!);
                Append(')');
            }
            else
            {
                AppendQuoted(text!);
            }
        }
    }

    public void AppendQuoted(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        Check(text.Length + 2);
        _text.Append(quote);
        for (int i = 0; i < text.Length; i += Characters.Width(text, i))
        {
            int c = Characters.At(text, i);
            if (c == quote || c == '\\')
            {
                _text.Append('\\').Append((char)c);
            }
            else if (c is >= ' ' and < 0x7f || (c >= 0x7f && Characters.IsPrintable(c)))
            {
                Characters.Append(_text, c);
            }
            else
            {
                _ = c switch
                {
                    '\n' => _text.Append("\\n"),
                    '\r' => _text.Append("\\r"),
                    '\t' => _text.Append("\\t"),
                    < 0x100 => _text.Append("\\x").Append(c.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)),
                    < 0x10000 => _text.Append("\\u").Append(c.ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                    _ => _text.Append("\\U").Append(c.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)),
                };
            }
        }

        _text.Append(quote);
        Check(0);
    }

    private void AppendObject(ValueObject value)
    {
        switch (value)
        {
            case ListValue list:
                AppendSequence(list, list.Items, "[", "]", "[...]");
                break;
            case TupleValue tuple:
                AppendSequence(tuple, tuple.Items, "(", tuple.Items.Count == 1 ? ",)" : ")", "(...)");
                break;
            case DictionaryValue dictionary:
                AppendDictionary(dictionary);
                break;
            case DictionaryView view:
                Append(view.TypeName);
                Append('(');
                if (Open(view.Dictionary))
                {
                    AppendSequence(view, view.Snapshot(), "[", "]", "[...]");
                    Close(view.Dictionary);
                }
                else
                {
                    Append("[...]");
                }

                Append(')');
                break;
            case NamespaceValue space:
                Append("<Namespace ");
                AppendDictionary(space.Members);
                Append('>');
                break;
            default:
                Append(value.Represent(Context));
                break;
        }
    }

    private void AppendSequence(object container, IReadOnlyList<Value> items, string open, string close, string again)
    {
        if (!Open(container))
        {
            Append(again);
            return;
        }

        Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                Append(", ");
            }

            AppendRepr(items[i]);
        }

        Append(close);
        Close(container);
    }

    private void AppendDictionary(DictionaryValue dictionary)
    {
        if (!Open(dictionary))
        {
            Append("{...}");
            return;
        }

        Append('{');
        bool first = true;
        foreach ((Value key, Value item) in dictionary.Entries)
        {
            if (!first)
            {
                Append(", ");
            }

            first = false;
            AppendRepr(key);
            Append(": ");
            AppendRepr(item);
        }

        Append('}');
        Close(dictionary);
    }

    private void Check(int more)
    {
        if (_text.Length + (long)more > Context.Limits.Characters)
        {
            throw Operators.TooLong(Context);
        }
    }
}
