using OpsMop.Parsing;

namespace OpsMop.Engine.Sources;

/// <summary>
/// The rules by which paths are served. A denial of a role is above everything, what a role allows by a pattern is above what is left out by itself.
/// </summary>
internal sealed class FileRules(IReadOnlyList<string> allowed, IReadOnlyList<string> denied)
{
    private static readonly HashSet<string> s_copied = new(StringComparer.Ordinal) { "files", "templates" };

    private static readonly HashSet<string> s_secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "secrets", ".gnupg", ".aws", ".env", ".netrc", ".pgpass", ".git-credentials", ".vault_pass", ".vault-pass",
        "id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk",
    };

    private static readonly string[] s_secretEndings = [".age", ".gpg", ".kdbx"];
    private static readonly HashSet<string> s_examples = new(StringComparer.OrdinalIgnoreCase) { ".env.example", ".env.sample", ".env.template", ".env.dist" };
    private static readonly HashSet<string> s_repository = new(StringComparer.Ordinal) { ".git", ".hg", ".svn", ".bzr" };

    private static readonly HashSet<string> s_making = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", ".vs", ".idea", ".vscode" };
    private static readonly string[] s_makingEndings = [".cs", ".csproj", ".sln", ".slnx", ".props", ".targets", ".user"];

    // What the controller knows of other hosts.
    private static readonly string[] s_data = ["environments", "inventory", "inventories", "hosts", "group_vars", "host_vars"];

    /// <summary>Rules that leave out what is left out by itself.</summary>
    public static FileRules Usual { get; } = new([], []);

    /// <summary>Patterns of what is served though it would be left out.</summary>
    public IReadOnlyList<string> Allowed => allowed;

    /// <summary>Patterns of what is never served.</summary>
    public IReadOnlyList<string> Denied => denied;

    /// <summary>The rules of several roles together.</summary>
    public static FileRules Of(IEnumerable<SharedFiles> roles)
    {
        var all = roles.ToList();
        return new(
            [.. all.SelectMany(role => role.AllowedPatterns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. all.SelectMany(role => role.DeniedPatterns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Judges a path with all the folders that it is in.</summary>
    /// <param name="kind">What it is below.</param>
    /// <param name="folder">The absolute path of that.</param>
    /// <param name="relative">The path below it; empty for a file that is shared by its name.</param>
    /// <param name="isKeyring">Whether it is known to be a public keyring.</param>
    public FileVerdict Judge(SharedFolderKind kind, string folder, string relative, bool isKeyring = false)
    {
        if (kind == SharedFolderKind.File)
        {
            return Matches(denied, folder, "", folder[(folder.LastIndexOf('/') + 1)..]) ? FileVerdict.Denied : FileVerdict.Served;
        }

        var isAllowed = false;
        for (var end = relative.IndexOf('/'); ; end = relative.IndexOf('/', end + 1))
        {
            var verdict = JudgeStep(kind, folder, end < 0 ? relative : relative[..end], ref isAllowed, isKeyring && end < 0);
            if (verdict != FileVerdict.Served || end < 0)
            {
                return verdict;
            }
        }
    }

    /// <summary>Judges a path whose folders may be served.</summary>
    /// <param name="kind">What it is below.</param>
    /// <param name="folder">The absolute path of that.</param>
    /// <param name="relative">The path below it.</param>
    /// <param name="isAllowed">Whether a pattern allows a folder that it is in; afterwards, whether one allows it.</param>
    /// <param name="isKeyring">Whether it is known to be a public keyring.</param>
    public FileVerdict JudgeStep(SharedFolderKind kind, string folder, string relative, ref bool isAllowed, bool isKeyring = false)
    {
        var name = relative[(relative.LastIndexOf('/') + 1)..];
        if (denied.Count > 0 && Matches(denied, folder, relative, name))
        {
            return FileVerdict.Denied;
        }

        isAllowed |= allowed.Count > 0 && Matches(allowed, folder, relative, name);
        return kind == SharedFolderKind.Program && !s_copied.Contains(FirstOf(relative)) ? FileVerdict.Useless
            : isAllowed ? FileVerdict.Served
            : !isKeyring && IsSecret(name) ? FileVerdict.Secret
            : s_repository.Contains(name) || (kind == SharedFolderKind.Project && !s_copied.Contains(FirstOf(relative)) && IsOfTheMaking(relative, name)) ? FileVerdict.Useless
            : FileVerdict.Served;
    }

    /// <summary>Whether a path is what a pattern names, or is in a folder that it names.</summary>
    public static bool Matches(string pattern, string folder, string relative)
    {
        for (var end = relative.IndexOf('/'); ; end = relative.IndexOf('/', end + 1))
        {
            var step = end < 0 ? relative : relative[..end];
            if (IsMatch(pattern, folder, step, step[(step.LastIndexOf('/') + 1)..]))
            {
                return true;
            }

            if (end < 0)
            {
                return false;
            }
        }
    }

    /// <summary>Whether the name is that of a public keyring or of something encrypted: which of both shows its first byte.</summary>
    public static bool MayBeKeyring(string name) => name.EndsWith(".gpg", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file that begins with some bytes is a public keyring (RFC 4880, a packet with the tag 6), which repositories are known to ship.</summary>
    /// <param name="start">The first bytes.</param>
    public static bool IsPublicKeyring(ReadOnlySpan<byte> start) =>
        (start.Length > 0 && (start[0] is >= 0x98 and <= 0x9B or 0xC6)) || start.StartsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----"u8);

    private static bool Matches(IReadOnlyList<string> patterns, string folder, string relative, string name)
    {
        foreach (var pattern in patterns)
        {
            if (IsMatch(pattern, folder, relative, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMatch(string pattern, string folder, string relative, string name)
    {
        // A slash at its end says folder, and no more.
        var wanted = pattern.Length > 1 ? pattern.TrimEnd('/') : pattern;
        if (!wanted.Contains('/'))
        {
            return Glob.IsMatch(wanted, name);
        }

        if (wanted[0] != '/')
        {
            return Glob.IsMatch(wanted, relative) || IsAllOf(wanted, relative);
        }

        var path = relative.Length == 0 ? folder : folder == "/" ? "/" + relative : $"{folder}/{relative}";
        return Glob.IsMatch(wanted, path) || IsAllOf(wanted, path) || LiesIn(wanted, folder);
    }

    /// <summary><c>conf/**</c> is the folder <c>conf</c> itself, too.</summary>
    private static bool IsAllOf(string pattern, string path) => pattern.EndsWith("/**", StringComparison.Ordinal) && Glob.IsMatch(pattern[..^3], path);

    /// <summary>Whether the shared folder lies in one that the pattern names.</summary>
    private static bool LiesIn(string pattern, string folder)
    {
        for (var end = folder.LastIndexOf('/'); end > 0; end = folder.LastIndexOf('/', end - 1))
        {
            if (Glob.IsMatch(pattern, folder[..end]))
            {
                return true;
            }
        }

        return Glob.IsMatch(pattern, folder);
    }

    private static bool IsSecret(string name) =>
        s_secret.Contains(name)
        || Array.Exists(s_secretEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || (name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase) && !s_examples.Contains(name));

    private static bool IsOfTheMaking(string relative, string name) =>
        s_making.Contains(name)
        || Array.Exists(s_makingEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || (!relative.Contains('/') && Array.Exists(s_data, data => name.Equals(data, StringComparison.OrdinalIgnoreCase) || name.StartsWith(data + ".", StringComparison.OrdinalIgnoreCase)));

    private static string FirstOf(string relative)
    {
        var slash = relative.IndexOf('/');
        return slash < 0 ? relative : relative[..slash];
    }
}
