using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers;

/// <summary>Secrets that are written into the policy.</summary>
internal sealed class SecretLiterals : PolicyRule
{
    private const string Advice = "Take it from a secret file (Secret.FromFile) or a vault";

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM4002",
        Category.Security,
        "A secret stands in the source",
        """
        Whoever can read the source, its history, a backup or the published program has the secret, and it cannot be another one per environment.
        Make the variable a `Secret`, and give it its value from a secret file (`Secret.FromFile`), a prompt or a vault. A secret that was committed is
        known: revoke it.

        The rule knows private keys (PEM, age), tokens of well-known services by their shape (AWS, GitHub, GitLab, Slack, Stripe, JSON web tokens),
        `Secret.Adopt("…")` with a constant,
        `password=…` in what resources are given, environment variables with such names, and texts that are put into something named `…Password`,
        `…Passphrase`, `…Secret`, `…Token` or `…ApiKey`.
        `changeme` is a password. What only stands for one (`***`, `<password>`, `${PASSWORD}`, `{{ password }}`), paths, addresses and prose are left alone.

        It is a warning and not an error because it guesses from shapes and names. Raise it in .editorconfig where a build must not pass with one.
        """);

    private static readonly (string Mark, string What, Regex Shape)[] s_shapes =
    [
        ("-----BEGIN ", "a private key", Pattern(@"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----\s*[A-Za-z0-9+/=:\s-]{32}")),
        ("AGE-SECRET-KEY-1", "an age private key", Pattern(@"AGE-SECRET-KEY-1[0-9A-Z]{50,}")),
        ("AKIA", "an AWS access key", Pattern(@"(?<![A-Z0-9])AKIA[A-Z2-7]{16}(?![A-Z0-9])")),
        ("ghp_", "a GitHub token", Pattern(@"\bghp_[A-Za-z0-9]{36}")),
        ("gho_", "a GitHub token", Pattern(@"\bgho_[A-Za-z0-9]{36}")),
        ("ghs_", "a GitHub token", Pattern(@"\bghs_[A-Za-z0-9]{36}")),
        ("ghu_", "a GitHub token", Pattern(@"\bghu_[A-Za-z0-9]{36}")),
        ("ghr_", "a GitHub token", Pattern(@"\bghr_[A-Za-z0-9]{36}")),
        ("github_pat_", "a GitHub token", Pattern(@"\bgithub_pat_[A-Za-z0-9_]{40,}")),
        ("glpat-", "a GitLab token", Pattern(@"\bglpat-[A-Za-z0-9_-]{20,}")),
        ("xox", "a Slack token", Pattern(@"\bxox[abprs]-[A-Za-z0-9]{8,}-[A-Za-z0-9-]{8,}")),
        ("sk_live_", "a Stripe key", Pattern(@"\bsk_live_[A-Za-z0-9]{16,}")),
        ("rk_live_", "a Stripe key", Pattern(@"\brk_live_[A-Za-z0-9]{16,}")),
        ("eyJ", "a JSON web token", Pattern(@"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}")),
    ];

    private static readonly Regex s_assignment = Pattern(
        @"(?:password|passwd|passphrase|api_?key|secret_?key|access_?token|auth_?token|client_?secret|mysql_pwd)"
        + @"[""']?(?:[ \t]*=[ \t]*(?<value>[^\s;&,]+)|:[ \t]+(?<value>[^\s;&,]+)[ \t\r},;]*$)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline);

    private static readonly string[] s_marks = ["passw", "passphrase", "key", "token", "secret", "mysql_pwd"];

    private static readonly Regex s_name = Pattern(
        @"(?:password|passwd|passphrase|secret|token|api_?key|secret_?key|access_?key|pgpassword|mysql_pwd)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex s_spoken = Pattern(@"(?:passwd|passphrase|pwd)$", RegexOptions.IgnoreCase);

    private static readonly Regex s_dotted = Pattern(@"^[A-Za-z_]+(?:\.[A-Za-z_]+)+$");

    private static readonly string[] s_words =
    [
        "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "required", "optional", "sufficient", "requisite",
        "prompt", "ask", "file", "env", "md5", "scram-sha-256", "plain", "string", "redacted",
        // /etc/nsswitch.conf has a line "passwd: files".
        "files", "compat", "db", "sss", "ldap", "systemd",
    ];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        var seen = new HashSet<TextSpan>();
        foreach (var literal in body.OfKind<ILiteralOperation>(OperationKind.Literal))
        {
            if (literal.ConstantValue is { HasValue: true, Value: string { Length: >= 20 } text })
            {
                CheckShapes(literal, text, seen, report);
            }
        }

        CheckNames(body, seen, report);
        CheckAdopted(body, seen, report);
        CheckResources(body, seen, report);
    }

    private static Regex Pattern(string pattern, RegexOptions options = RegexOptions.None) =>
        new(pattern, options | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static void CheckShapes(IOperation literal, string text, HashSet<TextSpan> seen, Report report)
    {
        foreach (var (mark, what, shape) in s_shapes)
        {
            if (text.IndexOf(mark, StringComparison.Ordinal) >= 0 && Match(shape, text) is { } match && seen.Add(literal.Syntax.Span))
            {
                report.Add(
                    Rule,
                    At(literal, mark, match.Value),
                    $"{what} stands in the source: whoever reads it has it. {Advice}, and revoke this one.");
                return;
            }
        }
    }

    private static void CheckNames(PolicyBody body, HashSet<TextSpan> seen, Report report)
    {
        foreach (var initializer in body.OfKind<IFieldInitializerOperation>(OperationKind.FieldInitializer))
        {
            Check(initializer.InitializedFields.FirstOrDefault(), initializer.Value);
        }

        foreach (var initializer in body.OfKind<IPropertyInitializerOperation>(OperationKind.PropertyInitializer))
        {
            Check(initializer.InitializedProperties.FirstOrDefault(), initializer.Value);
        }

        foreach (var declarator in body.OfKind<IVariableDeclaratorOperation>(OperationKind.VariableDeclarator))
        {
            Check(declarator.Symbol, declarator.GetVariableInitializer()?.Value);
        }

        foreach (var assignment in body.OfKind<ISimpleAssignmentOperation>(OperationKind.SimpleAssignment))
        {
            Check(
                assignment.Target switch
                {
                    ILocalReferenceOperation local => local.Local,
                    IMemberReferenceOperation member => member.Member,
                    _ => null,
                },
                assignment.Value);
        }

        foreach (var argument in body.OfKind<IArgumentOperation>(OperationKind.Argument))
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit)
            {
                Check(argument.Parameter, argument.Value);
            }
        }

        foreach (var initializer in body.OfKind<IParameterInitializerOperation>(OperationKind.ParameterInitializer))
        {
            Check(initializer.Parameter, initializer.Value);
        }

        void Check(ISymbol? symbol, IOperation? value)
        {
            var type = symbol switch
            {
                IFieldSymbol field => field.Type,
                IPropertySymbol property => property.Type,
                ILocalSymbol local => local.Type,
                IParameterSymbol parameter => parameter.Type,
                _ => null,
            };
            if (symbol is null || value is null || !(type?.SpecialType == SpecialType.System_String || KnownTypes.Is(type, body.Types.Text)))
            {
                return;
            }

            foreach (var arm in ConstantReader.Arms(value))
            {
                // The name is asked last: it is the dearest question.
                if (LiteralOf(arm) is { } text && Match(s_name, symbol.Name) is not null && IsPassword(text, symbol.Name) && seen.Add(arm.Syntax.Span))
                {
                    report.Add(
                        Rule,
                        arm.Syntax.GetLocation(),
                        $"{symbol.Name} is given a value in the source: whoever reads it has it. {Advice}: make it a Secret.");
                }
            }
        }
    }

    private static void CheckAdopted(PolicyBody body, HashSet<TextSpan> seen, Report report)
    {
        foreach (var call in body.Invocations)
        {
            if (call.TargetMethod is { Name: "Adopt", IsStatic: true } method && KnownTypes.Is(method.ContainingType, body.Types.Secret)
                && call.Arguments is [var argument]
                && body.Constants.ValueOf(argument.Value) is string { Length: > 0 } && seen.Add(argument.Value.Syntax.Span))
            {
                report.Add(
                    Rule,
                    argument.Value.Syntax.GetLocation(),
                    $"Secret.Adopt is given a constant: whoever reads the source has the secret. {Advice}.");
            }
        }
    }

    private static void CheckResources(PolicyBody body, HashSet<TextSpan> seen, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                if (setting.Property is not null && setting.Values.Take(3).ToArray() is [var key, var value] && LiteralOf(value) is { } text && LiteralOf(key) is { } name
                    && Match(s_name, name) is not null && IsPassword(text, name) && seen.Add(value.Syntax.Span))
                {
                    report.Add(
                        Rule,
                        value.Syntax.GetLocation(),
                        $"{resource.Name}: {name} is given a value in the source: whoever reads it has it. {Advice}, and give it with .SecretFile(…).");
                }
            }
        }

        foreach (var literal in body.OfKind<ILiteralOperation>(OperationKind.Literal))
        {
            if (literal.ConstantValue is { HasValue: true, Value: string { Length: >= 10 } text } && MayAssign(text) && GivenTo(literal, body) is { } resource)
            {
                CheckText(resource, literal, text, seen, report);
            }
        }
    }

    /// <summary>Whether it is worth the while to look closely: nearly no text has such a word and something after it.</summary>
    private static bool MayAssign(string text) => text.IndexOfAny(['=', ':']) > 0
        && s_marks.Any(mark => text.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The resource that a text is given to, other than as what is said to people, which is prose.</summary>
    private static ResourceUse? GivenTo(IOperation literal, PolicyBody body)
    {
        for (var parent = literal.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is not IInvocationOperation call)
            {
                continue;
            }

            foreach (var resource in body.Resources)
            {
                if (resource.Call == call)
                {
                    return resource.Type.Properties.Any(property => property is { IsArgument: true, IsPrinted: true }) ? null : resource;
                }

                foreach (var setting in resource.Settings)
                {
                    if (setting.Call == call)
                    {
                        return setting.Property is { IsPrinted: false } ? resource : null;
                    }
                }
            }
        }

        return null;
    }

    /// <summary><c>password=…</c> in what a resource is given. A value that goes on in a hole is not known.</summary>
    private static void CheckText(ResourceUse resource, IOperation literal, string text, HashSet<TextSpan> seen, Report report)
    {
        var isFollowed = literal.Syntax is InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax whole } part && whole.Contents.Last() != part;
        for (var match = Match(s_assignment, text); match is not null; match = Match(s_assignment, text, match.Index + match.Length))
        {
            var given = match.Groups["value"];
            var start = match.Index;
            while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '-'))
            {
                start--;
            }

            var end = match.Index;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '_'))
            {
                end++;
            }

            var name = text.Substring(start, end - start).TrimStart('-');
            if (!(isFollowed && given.Index + given.Length == text.Length)
                && !IsComment(text, start)
                && !IsTag(name, text, end)
                && IsPassword(given.Value.Trim('"', '\''), name)
                && seen.Add(literal.Syntax.Span))
            {
                report.Add(
                    Rule,
                    At(literal, name, text.Substring(end - name.Length, given.Index + given.Length - end + name.Length)),
                    $"{resource.Name}: {name} has its value in the source: whoever reads it has it. Make it a Secret, and put it into the text: $\"{name}={{Password}}\".");
                return;
            }
        }
    }

    /// <summary><c>NOPASSWD: ALL</c> of sudo.</summary>
    private static bool IsTag(string name, string text, int end) => name is "PASSWD" or "NOPASSWD" && end < text.Length && text[end] == ':';

    private static bool IsComment(string text, int index)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1;
        return start <= index && text.Substring(start, index - start).TrimStart() is ['#' or ';', ..] or ['/', '/', ..];
    }

    private static Match? Match(Regex regex, string text, int start = 0)
    {
        try
        {
            return regex.Match(text, start) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>A text that is written there; a constant that is named elsewhere is judged where it is declared.</summary>
    private static string? LiteralOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is ILiteralOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }
            && value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
    }

    /// <summary>Whether a text can be a password: no placeholder, no path, address or prose, and not the name of one.</summary>
    private static bool IsPassword(string text, string name)
    {
        if (text.Length < 3 || text.Any(char.IsWhiteSpace) || s_words.Contains(text.ToLowerInvariant()))
        {
            return false;
        }

        // ${X}, $X, $(cat x), {{ x }}, <x>, %X%, @x@, [x], ***, xxx, ...
        if (text[0] is '$' or '{' or '<' or '*' or '%' or '@' or '[' or '/' or '~' or '`' or '|' or '!' or '&'
            || text.StartsWith("./", StringComparison.Ordinal) || text.Contains("://") || text.Contains("${") || text.Contains("{{"))
        {
            return false;
        }

        if (text.All(c => c is '*' or 'x' or 'X' or '.' or '-' or '_' or '?' or '#' or '…'))
        {
            return false;
        }

        // form.password and read(file) are code; DB_PASSWORD, X-Api-Key and databasePassword are what something is called.
        if (text.IndexOf('(') >= 0 || Match(s_dotted, text) is not null || string.Equals(text, name, StringComparison.OrdinalIgnoreCase)
            || (Match(s_name, text.Replace("-", "")) is not null && text.All(c => char.IsLetter(c) || c is '_' or '-')
                && text.Skip(1).Any(c => c is '_' or '-' || char.IsUpper(c))))
        {
            return false;
        }

        // A password may be a word; a token or key is long and random, and a parser has tokens that are words.
        return name.EndsWith("word", StringComparison.OrdinalIgnoreCase) || Match(s_spoken, name) is not null || (text.Length >= 8 && text.Any(char.IsDigit) && !IsCalled(text));
    }

    /// <summary>Whether a text is what somebody calls a thing, as <c>shop-tls-2024</c> and <c>registry.v2</c>: words, and numbers such as people count with.</summary>
    private static bool IsCalled(string text)
    {
        var parts = text.Split('-', '_', '.', '/');
        return parts.Length > 1 && parts.Any(part => part.Length > 1 && part.All(char.IsLetter))
            && parts.All(part => part.All(char.IsLetter)
                || (part.Length < 5 && part.All(char.IsDigit))
                || (part.Length < 5 && part[0] is 'v' or 'V' && part.Skip(1).All(char.IsDigit)));
    }

    /// <summary>The place in a literal, as far as it is written on one line.</summary>
    private static Location At(IOperation literal, string mark, string found)
    {
        var source = literal.Syntax.ToString();
        foreach (var text in new[] { found.Split('\r', '\n')[0], mark })
        {
            var start = source.IndexOf(text, StringComparison.Ordinal);
            if (start >= 0)
            {
                return Location.Create(literal.Syntax.SyntaxTree, new TextSpan(literal.Syntax.SpanStart + start, text.Length));
            }
        }

        return literal.Syntax.GetLocation();
    }
}
