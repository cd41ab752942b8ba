using OpsMop.Engine.Systems;

namespace OpsMop.Push.Agentless;

/// <summary>
/// Faults in the words of the local system. What stood in the way is told by conditions that the shell has tested; only what no test can tell, such as a full disk, by
/// the words of a tool, which are those of the C locale.
/// </summary>
internal static class ShellFaults
{
    /// <summary>The number of the kernel's error that stood in the way; <see langword="null"/> where neither the answer nor the tool's words decide it.</summary>
    /// <param name="reply">The answer.</param>
    public static int? Decide(ShellReply reply) => reply.Word switch
    {
        "none" => Errno.NoEntry,
        "middle" => Errno.NotDirectory,
        "loop" => Errno.Loop,
        "denied" => Errno.Access,
        "dir" => Errno.IsDirectory,
        "exists" => Errno.Exists,
        "notempty" => Errno.NotEmpty,
        "full" => Errno.NoSpace,
        _ => OfWords(reply.Text),
    };

    /// <summary>What the conditions of a path say, asked after something failed there.</summary>
    /// <param name="conditions">The answer of <c>conditions</c>.</param>
    /// <param name="words">The tool's words.</param>
    /// <returns>The number of the error; zero for an immutable file; <see langword="null"/> where they say nothing.</returns>
    public static int? Decide(ShellReply conditions, string words)
    {
        var found = conditions.Text.Split(' ');
        bool Is(string word) => found.Contains(word);
        if (!Is("folder"))
        {
            return conditions.Word == "none" ? Errno.NoEntry : Decide(conditions) ?? Errno.NotDirectory;
        }

        if (conditions.Word is "loop" or "denied" or "middle" && !Is("link"))
        {
            return Decide(conditions);
        }

        if (Is("immutable") && Has(words, "not permitted"))
        {
            return 0;
        }

        return OfMoreWords(words) ?? (Is("folderwritable") ? null : Errno.Access);
    }

    private static int? OfWords(string words) =>
        Has(words, "No space left") ? Errno.NoSpace
        : Has(words, "uota exceeded") ? Errno.Quota
        : Has(words, "ead-only file system") ? Errno.ReadOnly
        : Has(words, "levels of symbolic links") || Has(words, "link loop") ? Errno.Loop
        : Has(words, "name too long") ? Errno.NameTooLong
        : Has(words, "busy") ? Errno.Busy
        : null;

    private static int? OfMoreWords(string words) =>
        Has(words, "ermission denied") ? Errno.Access
        : Has(words, "not permitted") ? Errno.NotPermitted
        : Has(words, "not empty") ? Errno.NotEmpty
        : Has(words, "Not a directory") ? Errno.NotDirectory
        : Has(words, "s a directory") ? Errno.IsDirectory
        : Has(words, "No such file") || Has(words, "nonexistent") ? Errno.NoEntry
        : Has(words, "File exists") ? Errno.Exists
        : null;

    private static bool Has(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
