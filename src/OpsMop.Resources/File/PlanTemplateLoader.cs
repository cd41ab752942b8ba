using System.Text;

namespace OpsMop;

/// <summary>Finds templates among the files that travel with a role, relative to the template that names them.</summary>
internal sealed class PlanTemplateLoader(Plan plan) : ITemplateLoader
{
    private const int LargestTemplate = 64 << 20;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Dictionary<string, FileContent>? _loaded;

    /// <summary>Whether a file that was read is secret as a whole, and with it all that is rendered from it.</summary>
    public bool HasReadSecret { get; private set; }

    /// <inheritdoc/>
    public string? Find(string name, string from)
    {
        SourceFile file = Beside(name, from);
        if (file.Error is { } error)
        {
            throw new IOException(error);
        }

        return Missing(file) is null ? file.Value : null;
    }

    /// <inheritdoc/>
    public string Read(string path)
    {
        FileContent content = _loaded?.GetValueOrDefault(path) ?? plan.OpenSource(path);
        HasReadSecret |= content.IsSecret;
        ReadOnlySpan<byte> text = (content.Bytes ?? throw new TemplateNotHereException(path)).Span;
        if (text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        try
        {
            return s_strict.GetString(text);
        }
        catch (DecoderFallbackException fault)
        {
            throw new IOException($"it is not UTF-8: byte {fault.Index + 1} is wrong. Save it as UTF-8.", fault);
        }
    }

    /// <summary>Brings a template into memory.</summary>
    /// <param name="path">The template.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="ProviderException">It cannot be had.</exception>
    public async ValueTask LoadAsync(string path, CancellationToken cancel)
    {
        FileContent content = plan.OpenSource(path);
        await content.LoadAsync(LargestTemplate, cancel).ConfigureAwait(false);
        (_loaded ??= [])[path] = content.Bytes is null ? throw new ProviderException($"{path} is larger than a template may be, which is 64 MiB.") : content;
    }

    /// <inheritdoc/>
    public string? Explain(string name, string from) => Missing(Beside(name, from)) is { } missing ? char.ToUpperInvariant(missing[0]) + missing[1..] : null;

    /// <summary><c>parts/tls.j2</c> in <c>templates/nginx.conf.j2</c> is <c>templates/parts/tls.j2</c>.</summary>
    private static SourceFile Beside(string name, string from)
    {
        if (name.StartsWith('/'))
        {
            return name;
        }

        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (string part in name.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private string? Missing(SourceFile file)
    {
        try
        {
            plan.OpenSource(file);
            return null;
        }
        catch (ProviderException missing)
        {
            return missing.Message;
        }
    }
}
