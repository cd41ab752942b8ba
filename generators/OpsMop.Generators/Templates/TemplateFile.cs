using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>A file that may be a template. It is parsed when a method first needs it, and once. Equal to another of the same path and text.</summary>
/// <param name="path">The path as the compiler has it.</param>
/// <param name="text">The text.</param>
/// <param name="linePath">How generated code names it; the path where not given.</param>
internal sealed class TemplateFile(string path, string text, string? linePath = null) : IEquatable<TemplateFile>
{
    private string? _sha256;
    private readonly ConcurrentDictionary<SyntaxOptions, (TemplateSyntax? Syntax, SyntaxFault? Fault)> _parsed = new();

    /// <summary>The full path, with <c>/</c>.</summary>
    public string Path { get; } = Normalize(path);

    /// <summary>The path as the compiler has it.</summary>
    public string RawPath { get; } = path;

    public string Text { get; } = text;

    /// <summary>How generated code names it: relative to the generated file where two builds in two folders shall be equal.</summary>
    public string LinePath { get; } = linePath ?? path;

    public SourceLines Lines => new(RawPath, Text);

    /// <summary>What it is parsed to, or what is wrong with it.</summary>
    public (TemplateSyntax? Syntax, SyntaxFault? Fault) Parse(SyntaxOptions options) => _parsed.GetOrAdd(options, chosen =>
    {
        var syntax = TemplateParser.Parse(new SourceLines(RawPath, Text), chosen, out var fault);
        return (syntax, fault);
    });

    /// <summary>The SHA-256 of the text in UTF-8, as the run time computes it of the file.</summary>
    public string Sha256() => _sha256 ??= Hash(Text);

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether a file that the compiler is given may be a template: all but the list of the project's files.</summary>
    public static bool IsCandidate(string path) => !path.EndsWith("OpsMopFiles.txt", StringComparison.Ordinal);

    public bool Equals(TemplateFile? other) => ReferenceEquals(this, other) || (other is not null && RawPath == other.RawPath && LinePath == other.LinePath && Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as TemplateFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(RawPath) ^ Text.Length;

    /// <summary>A path with <c>/</c> and without <c>.</c> and <c>..</c>.</summary>
    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }
}
