using System.Globalization;

namespace OpsMop.Push.Agentless;

/// <summary>Reads accounts in the form of the account files, and in that of macOS's directory service.</summary>
internal static class ShellAccounts
{
    /// <summary>The user of this name; <see langword="null"/> if the answer has none.</summary>
    public static UserAccount? User(ShellReply reply, string? name = null)
    {
        if (reply.Word == "dscl")
        {
            var found = Attributes(reply.Text);
            return TryNumber(found.GetValueOrDefault("UniqueID"), out var id) && TryNumber(found.GetValueOrDefault("PrimaryGroupID"), out var group)
                ? new UserAccount(name ?? "", id, group, found.GetValueOrDefault("RealName", ""), found.GetValueOrDefault("NFSHomeDirectory", ""), found.GetValueOrDefault("UserShell", ""))
                : null;
        }

        // Asked for a number, the tool answers with whoever has it: that is nobody of this name.
        foreach (var line in reply.Text.Split('\n'))
        {
            if (line.Split(':') is [var own, _, var user, var group, var comment, var home, var shell, ..] && (name is null || own == name) && TryNumber(user, out var id) && TryNumber(group, out var groupId))
            {
                return new UserAccount(own, id, groupId, comment, home, shell);
            }
        }

        return null;
    }

    /// <summary>The group of this name; <see langword="null"/> if the answer has none.</summary>
    public static GroupAccount? Group(ShellReply reply, string name)
    {
        if (reply.Word == "dscl")
        {
            var found = Attributes(reply.Text);
            return TryNumber(found.GetValueOrDefault("PrimaryGroupID"), out var id)
                ? new GroupAccount(name, id, found.GetValueOrDefault("GroupMembership", "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                : null;
        }

        foreach (var line in reply.Text.Split('\n'))
        {
            if (line.Split(':') is [var own, _, var group, var members, ..] && own == name && TryNumber(group, out var id))
            {
                return new GroupAccount(name, id, members.Split(',', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return null;
    }

    // "UniqueID: 501"; a value with spaces stands on the next line, after a space.
    private static Dictionary<string, string> Attributes(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        string? last = null;
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':');
            if (line.StartsWith(' ') && last is not null)
            {
                found[last] = line[1..];
            }
            else if (colon > 0)
            {
                found[last = line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return found;
    }

    private static bool TryNumber(string? text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
