using System.Globalization;

namespace OpsMop;

/// <summary>Which of the options that are wanted are in force, as far as the kernel tells.</summary>
internal static class MountOptions
{
    // What the kernel keeps for each mount, and what takes it back.
    private static readonly (string On, string Off)[] Flags = [("ro", "rw"), ("nosuid", "suid"), ("nodev", "dev"), ("noexec", "exec"), ("nodiratime", "diratime")];

    // Options for the programs that mount, of which the kernel never hears.
    private static readonly HashSet<string> ForPrograms =
        ["defaults", "auto", "noauto", "nofail", "_netdev", "user", "nouser", "users", "owner", "group", "bind", "rbind", "loop"];

    private static readonly HashSet<string> Restricting = ["user", "users", "owner", "group"];
    private static readonly HashSet<string> AlwaysReadOnly = ["iso9660", "squashfs", "erofs", "udf", "cramfs"];

    // A size that is shown as it is counted; mode and owners are those of the time of mounting.
    private static readonly HashSet<string> Settled = ["mode", "uid", "gid"];

    /// <summary>The options with which a mount has to be mounted anew; <see langword="null"/> where those wanted are in force.</summary>
    /// <param name="have">The mount as it is.</param>
    /// <param name="want">The options wanted.</param>
    /// <param name="before">The options that its line in the table had; <see langword="null"/> for no line.</param>
    /// <param name="isBind">Whether it is a folder seen elsewhere, which has the options of that place unless told otherwise.</param>
    public static IReadOnlyList<string>? ToRemount(MountEntry have, IReadOnlyList<string> want, IReadOnlyList<string>? before, bool isBind)
    {
        var told = want.Where(static option => !ForPrograms.Contains(option) && !option.StartsWith("x-", StringComparison.Ordinal)).ToList();
        var anew = new List<string>(told);
        var differs = false;
        foreach (var (on, off) in Flags)
        {
            var last = told.FindLast(option => option == on || option == off);
            var isOn = have.Options.Contains(on);
            if (last is not null)
            {
                differs |= (last == on) != isOn;
            }
            else if (isOn && !isBind && !(on == "ro" && AlwaysReadOnly.Contains(have.FileSystem)) && !(on is "nosuid" or "nodev" or "noexec" && want.Any(Restricting.Contains)))
            {
                anew.Add(off);
                differs = true;
            }
        }

        var access = told.FindLast(static option => option is "noatime" or "relatime" or "strictatime");
        if (access is not null)
        {
            differs |= access switch
            {
                "strictatime" => have.Options.Contains("noatime") || have.Options.Contains("relatime"),
                _ => !have.Options.Contains(access),
            };
        }
        else if (before?.Contains("noatime") == true && have.Options.Contains("noatime"))
        {
            anew.Add("relatime");
            differs = true;
        }

        // What the kernel does not show as it is written is put in force when the table changes.
        differs |= told.Any(option => Differs(have, option)) || (before is not null && told.Any(option => !IsFlag(option) && !before.Contains(option)));
        return differs ? anew : null;
    }

    private static bool IsFlag(string option) =>
        option is "noatime" or "relatime" or "strictatime" || Array.Exists(Flags, flag => flag.On == option || flag.Off == option);

    private static bool Differs(MountEntry have, string option)
    {
        var equals = option.IndexOf('=');
        if (equals <= 0 || Settled.Contains(option[..equals]) || Count(option[(equals + 1)..]) is not { } want)
        {
            return false;
        }

        var live = have.SuperOptions.FirstOrDefault(one => one.StartsWith(option[..(equals + 1)], StringComparison.Ordinal));
        return live is not null && Count(live[(equals + 1)..]) is { } count && count != want;
    }

    /// <summary>A number with or without a unit of memory.</summary>
    private static long? Count(string text)
    {
        var digits = text.AsSpan().TrimEnd("kKmMgGtT");
        if (text.Length - digits.Length > 1 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var shift = digits.Length == text.Length ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 40 };
        return number > long.MaxValue >> shift ? null : number << shift;
    }
}
