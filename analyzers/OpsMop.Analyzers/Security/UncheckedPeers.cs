using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Host keys, certificates and signatures that are not checked: in commands, in the files of apt and ssh, in C#.</summary>
internal sealed class UncheckedPeers : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM4005",
        Category.Security,
        "Who answers is not checked",
        """
        With the check of host keys, certificates or package signatures turned off, whoever stands between the host and its peer decides what is installed and learns
        what is sent.

        Give the host what it needs for the check: the peer's key in a known_hosts file (`-o UserKnownHostsFile=/etc/ssh/app_known_hosts`; `StrictHostKeyChecking=accept-new`
        accepts a key once and then holds to it), the authority's certificate (`--cacert`, `/usr/local/share/ca-certificates`), the repository's key (`Signed-By`).

        The rule knows the options of ssh, scp, sftp, rsync, curl, wget, git, pip, apt and apt-key's successors in commands, the same settings in files below `/etc/apt` and
        of ssh's configuration, and in C# callbacks that accept every certificate. It does not look into files of other programs.
        """);

    private static readonly HashSet<string> s_ssh = new(["ssh", "scp", "sftp", "rsync", "ssh-copy-id", "autossh", "sshfs", "git"]);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        HashSet<IOperation>? seen = null;
        foreach (var use in body.Commands)
        {
            if (use.IsHere && (seen ??= []).Add(use.Source.Origin) && MayMatter(use.Source.Text))
            {
                Check(use, report);
            }
        }

        foreach (var resource in body.Resources)
        {
            CheckFile(resource, body, report);
        }

        CheckCode(body, report);
    }

    /// <summary>Most commands have nothing of the kind; they need not be taken apart.</summary>
    private static bool MayMatter(string text) =>
        text.Contains("HostK") || text.Contains("KnownHosts") || text.Contains("curl") || text.Contains("certificate") || text.Contains("sslVerify")
            || text.Contains("SSL") || text.Contains("trusted")
        || text.Contains("nauthenticated") || text.Contains("--force-yes") || text.Contains("no-gpg") || text.Contains("stricthostkey")
        || text.Contains("nogpgcheck") || text.Contains("nsecure") || text.Contains("TLS") || text.Contains("HTTPSVERIFY") || text.Contains("Verify-Peer");

    private static void Check(CommandUse use, Report report)
    {
        foreach (var command in use.Source.Script.Commands)
        {
            foreach (var assignment in command.Assignments.Concat(command.Words.Take(command.ProgramIndex)))
            {
                if (assignment.Text is "GIT_SSL_NO_VERIFY=1" or "GIT_SSL_NO_VERIFY=true" or "NODE_TLS_REJECT_UNAUTHORIZED=0" or "PYTHONHTTPSVERIFY=0")
                {
                    Add(assignment, assignment.Text, "certificates are not checked", "Give the host the authority's certificate.");
                }
            }

            if (command.Program is not { } program)
            {
                continue;
            }

            foreach (var word in command.Arguments)
            {
                if (Find(program, word, command) is var (option, what, remedy))
                {
                    Add(word, option, what, remedy);
                }
            }
        }

        void Add(ShellWord word, string option, string what, string remedy) => report.Add(
            Rule,
            use.At(word.Start, word.End),
            $"{use.Prefix}with '{option}' {what}. {remedy}");
    }

    private static (string Option, string What, string Remedy)? Find(string program, ShellWord word, ShellCommand command)
    {
        const string Certificate = "the server's certificate is not checked";
        const string Signature = "the packages' signatures are not checked";
        const string GiveCertificate = "Give the authority's certificate instead.";
        const string GiveKey = "Give the repository's key instead.";
        var text = word.Text;
        switch (program)
        {
            case "curl" when text is "--insecure" or "--proxy-insecure" or "--doh-insecure" || IsCluster(word, command, 'k', "adeFHXouTbcCKEmxwryYzDtQPA"):
                return (text, Certificate, GiveCertificate);
            case "wget" when text == "--no-check-certificate":
                return (text, Certificate, GiveCertificate);
            case "git" when text.StartsWith("http.sslVerify=", StringComparison.OrdinalIgnoreCase) && text.EndsWith("=false", StringComparison.OrdinalIgnoreCase):
            case "git" when text.Equals("http.sslVerify", StringComparison.OrdinalIgnoreCase) && command.Arguments.Any(one => one.Text is "false" or "0"):
                return (text, Certificate, GiveCertificate);
            case "pip" or "pip3" when text == "--trusted-host" || text.StartsWith("--trusted-host=", StringComparison.Ordinal):
                return (text, Certificate, GiveCertificate);
            case "apt-get" or "apt" or "aptitude" when text is "--allow-unauthenticated" or "--force-yes" or "--no-gpg-check" or "--allow-insecure-repositories" || IsAptSetting(text):
            case "dnf" or "yum" or "zypper" when text is "--nogpgcheck" or "--no-gpg-checks":
            case "apk" when text == "--allow-untrusted":
                return (text, Signature, GiveKey);
        }

        return s_ssh.Contains(program) && SshSetting(text) is { } setting
            ? (setting, "the other host's key is not checked", "Put its key into a known_hosts file, or use StrictHostKeyChecking=accept-new.")
            : null;
    }

    /// <summary>A cluster of short options with a letter in it, and not the value of one before: <c>-fsSLk</c>, but not <c>-ok.txt</c> or <c>-o -k</c>.</summary>
    private static bool IsCluster(ShellWord word, ShellCommand command, char letter, string valued)
    {
        if (!word.HasLetter(letter) || word.Text.Substring(1, word.Text.IndexOf(letter) - 1).Any(before => valued.IndexOf(before) >= 0 && before != 'f'))
        {
            return false;
        }

        var index = command.Words.IndexOf(word);
        return index == 0 || !(command.Words[index - 1] is { Text.Length: 2 } before2 && before2.Text[0] == '-' && valued.IndexOf(before2.Text[1]) >= 0);
    }

    private static bool IsAptSetting(string text) =>
        (text.IndexOf("AllowUnauthenticated", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("AllowInsecureRepositories", StringComparison.OrdinalIgnoreCase) >= 0)
            && (text.EndsWith("=true", StringComparison.OrdinalIgnoreCase) || text.EndsWith("=1", StringComparison.Ordinal)
                || text.EndsWith("=yes", StringComparison.OrdinalIgnoreCase))
        || (text.IndexOf("Verify-Peer", StringComparison.OrdinalIgnoreCase) >= 0
            && (text.EndsWith("=false", StringComparison.OrdinalIgnoreCase) || text.EndsWith("=0", StringComparison.Ordinal)));

    /// <summary>The setting in an argument such as <c>StrictHostKeyChecking=no</c>, alone, behind <c>-o</c>, or in the command that rsync and git are given.</summary>
    private static string? SshSetting(string text)
    {
        foreach (var piece in text.Split([' ', ',', '"', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            var setting = piece.StartsWith("-o", StringComparison.Ordinal) ? piece.Substring(2) : piece;
            if (setting.Equals("StrictHostKeyChecking=no", StringComparison.OrdinalIgnoreCase)
                || setting.Equals("StrictHostKeyChecking=off", StringComparison.OrdinalIgnoreCase)
                || setting.Equals("UserKnownHostsFile=/dev/null", StringComparison.OrdinalIgnoreCase))
            {
                return setting;
            }
        }

        return null;
    }

    private static void CheckFile(ResourceUse resource, PolicyBody body, Report report)
    {
        if (resource.Type.Properties.FirstOrDefault(property => property is { IsKey: true, Claim: "Path" }) is not { } key
            || resource.Argument(key) is not { } argument || body.Constants.TextOf(argument) is not { } path)
        {
            return;
        }

        var isApt = path.StartsWith("/etc/apt/", StringComparison.Ordinal);
        var isSsh = path.StartsWith("/etc/ssh/ssh_config", StringComparison.Ordinal) || path.EndsWith("/.ssh/config", StringComparison.Ordinal);
        if (!isApt && !isSsh)
        {
            return;
        }

        foreach (var setting in resource.Settings)
        {
            if (setting is { Property: { } property, Value: { } value } && KnownTypes.Is(property.Type, body.Types.Text))
            {
                foreach (var line in Literals(value, body).SelectMany(text => text.Split('\n')))
                {
                    if ((isApt ? AptFault(line) : SshFault(line)) is var (what, remedy))
                    {
                        report.Add(Rule, value.Syntax.GetLocation(), $"{resource.Name}: with '{line.Trim()}' {what}. {remedy}");
                        break;
                    }
                }
            }
        }
    }

    private static (string What, string Remedy)? AptFault(string line)
    {
        var text = line.Trim();
        if (text.StartsWith("#", StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        var packed = new string([.. text.Where(c => c is not (' ' or '"' or ';'))]);
        var isOptions = packed.StartsWith("deb", StringComparison.Ordinal) && packed.IndexOf('[') is > 0 and var open && packed.IndexOf(']') is var close && close > open
            && text.Substring(text.IndexOf('['), text.IndexOf(']') - text.IndexOf('[')).Split('[', ' ').Contains("trusted=yes");
        return isOptions || packed.Equals("Trusted:yes", StringComparison.OrdinalIgnoreCase)
            || packed.EndsWith("::AllowUnauthenticatedtrue", StringComparison.OrdinalIgnoreCase)
            || packed.EndsWith("::AllowInsecureRepositoriestrue", StringComparison.OrdinalIgnoreCase)
            ? ("the packages' signatures are not checked", "Name the repository's key: Signed-By.")
            : packed.EndsWith("Verify-Peerfalse", StringComparison.OrdinalIgnoreCase)
            ? ("the server's certificate is not checked", "Give the authority's certificate instead.")
            : null;
    }

    private static (string What, string Remedy)? SshFault(string line)
    {
        var words = line.Trim().Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1
            && ((words[0].Equals("StrictHostKeyChecking", StringComparison.OrdinalIgnoreCase) && words[1] is "no" or "off")
                || (words[0].Equals("UserKnownHostsFile", StringComparison.OrdinalIgnoreCase) && words[1] == "/dev/null"))
            ? ("the other host's key is not checked", "Put its key into a known_hosts file, or use accept-new.")
            : null;
    }

    /// <summary>The constant text of a value; of an interpolated string the parts that are.</summary>
    private static IEnumerable<string> Literals(IOperation value, PolicyBody body)
    {
        foreach (var arm in ConstantReader.Arms(value))
        {
            var given = arm is ILocalReferenceOperation local && body.Locals.ValueOf(local.Local) is { } assigned ? assigned : arm;
            var content = given switch
            {
                IInterpolatedStringOperation interpolated => interpolated,
                IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation interpolated } => interpolated,
                IConversionOperation { Operand: IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation interpolated } } => interpolated,
                _ => null,
            };
            if (content is not null)
            {
                yield return string.Concat(Interpolation.Parts(content).Select(part => part.Literal ?? (part.Hole is { } hole ? body.Constants.TextOf(hole) : null) ?? "?"));
            }
            else if (body.Constants.TextOf(given) is { } text)
            {
                yield return text;
            }
        }
    }

    private static void CheckCode(PolicyBody body, Report report)
    {
        foreach (var function in body.OfKind<IAnonymousFunctionOperation>(OperationKind.AnonymousFunction))
        {
            if (function is { Symbol: { Parameters: { Length: 4 } parameters, ReturnType.SpecialType: SpecialType.System_Boolean } }
                && parameters[3].Type.Name == "SslPolicyErrors" && IsAlwaysTrue(function))
            {
                report.Add(
                    Rule,
                    function.Syntax.GetLocation(),
                    "Every certificate is accepted, whoever shows it. Leave the callback out, or compare the certificate with the one that is expected.");
            }
        }

        foreach (var reference in body.OfKind<IPropertyReferenceOperation>(OperationKind.PropertyReference))
        {
            if (reference.Property is { Name: "DangerousAcceptAnyServerCertificateValidator", ContainingType.Name: "HttpClientHandler" })
            {
                report.Add(
                    Rule,
                    reference.Syntax.GetLocation(),
                    "Every certificate is accepted, whoever shows it. Leave the callback out, or compare the certificate with the one that is expected.");
            }
        }
    }

    private static bool IsAlwaysTrue(IAnonymousFunctionOperation function) =>
        function.Body.Operations is { Length: > 0 } operations
        && operations[operations.Length - 1] is IReturnOperation { ReturnedValue.ConstantValue: { HasValue: true, Value: true } }
        && function.Body.Descendants().OfType<IReturnOperation>().All(one => one.ReturnedValue?.ConstantValue is { HasValue: true, Value: true });
}
