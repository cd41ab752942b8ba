namespace OpsMop;

/// <summary>The two ways in which a parameter of the kernel is written: with dots, and with slashes where a part of it has dots itself.</summary>
internal static class SysctlName
{
    /// <summary>
    /// Its path below /proc/sys. The first separator says which of the two ways it is, as sysctl.d(5) has it: the other character then stands for itself
    /// turned.
    /// </summary>
    /// <param name="name">The parameter, in either way.</param>
    public static string ToPath(string name)
    {
        var first = name.AsSpan().IndexOfAny('.', '/');
        return first < 0 || name[first] == '/'
            ? name
            : string.Create(name.Length, name, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = from[i] switch { '.' => '/', '/' => '.', var other => other };
                }
            });
    }

    /// <summary>How it is written in a file: with dots, unless a part of it has dots.</summary>
    /// <param name="path">Its path below /proc/sys.</param>
    public static string ToName(string path) => path.Contains('.') ? path : path.Replace('/', '.');

    /// <summary>A value with one blank between its parts, as it is compared.</summary>
    /// <param name="value">The value.</param>
    public static string Normal(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
