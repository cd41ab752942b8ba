using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>Whom an entry of an access control list is about.</summary>
/// <param name="IsDefault">Whether it is for what is made in the directory.</param>
/// <param name="Kind"><c>user</c>, <c>group</c>, <c>mask</c> or <c>other</c>.</param>
/// <param name="Name">The name of the user or group; empty for the path's own.</param>
internal readonly record struct AclEntry(bool IsDefault, string Kind, string Name)
{
    /// <summary>As <c>setfacl</c> takes it, without rights.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(IsDefault ? "default:" : "").Append(Kind).Append(':');
        foreach (var letter in Name)
        {
            // What would end the name is written by its number, as getfacl does.
            _ = char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '@' or '$' or '+' || letter > '~'
                ? text.Append(letter)
                : text.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0'));
        }

        return text.ToString();
    }

    /// <summary>A name that <c>getfacl</c> has written.</summary>
    /// <param name="name">The name, with numbers for what is no ordinary letter.</param>
    public static string Plain(string name)
    {
        if (!name.Contains('\\', StringComparison.Ordinal))
        {
            return name;
        }

        // The numbers stand for bytes.
        var bytes = new List<byte>();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 3 < name.Length && name.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                bytes.Add((byte)(((name[i + 1] - '0') << 6) | ((name[i + 2] - '0') << 3) | (name[i + 3] - '0')));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(name[i].ToString(CultureInfo.InvariantCulture)));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
