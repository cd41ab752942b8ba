namespace OpsMop;

/// <summary>
/// What the change of a unit file means to the service manager. In a plan the manager still knows the old file, so that the
/// change is noted under a key of its own; in an apply the manager itself says that it has to reload.
/// </summary>
internal sealed class UnitFile
{
    private static readonly UnitFile Changed = new();

    private UnitFile()
    {
    }

    /// <summary>The key under which a changed unit file is known.</summary>
    /// <param name="unit">The unit, with its suffix.</param>
    public static string Key(string unit) => "unit-file:" + unit;

    /// <summary>What writing a file means to the service manager; <see langword="null"/> for a file that is no unit, override or template of one.</summary>
    /// <param name="path">The file.</param>
    public static Effects? Effects(AbsolutePath path)
    {
        const string Folder = "/systemd/system/";
        var text = path.Value;
        var start = text.IndexOf(Folder, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var unit = text[(start + Folder.Length)..];
        if (unit.IndexOf(".d/", StringComparison.Ordinal) is > 0 and var end)
        {
            unit = unit[..end];
        }

        return unit.Contains('/') ? null : new Effects().Sets(Key(unit), Changed);
    }
}
