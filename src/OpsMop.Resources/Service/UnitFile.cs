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

    /// <summary>What stands under the key once the manager has read the change.</summary>
    public static UnitFile Read { get; } = new();

    /// <summary>The key under which a changed unit file is known.</summary>
    /// <param name="unit">The unit, with its suffix.</param>
    public static string Key(string unit) => "unit-file:" + unit;

    /// <summary>What a planned change writes of a unit, or of the template that it is made from; <see langword="null"/> for nothing.</summary>
    /// <param name="system">The system as it is planned.</param>
    /// <param name="unit">The unit, with its suffix.</param>
    /// <param name="cancel">Cancels the question.</param>
    public static async ValueTask<UnitFile?> FindAsync(ISystemReader system, string unit, CancellationToken cancel)
    {
        var found = await system.ObserveAsync<UnitFile>(Key(unit), static (_, _) => default, cancel).ConfigureAwait(false);
        return found is null && TemplateOf(unit) is { } template && template != unit
            ? await system.ObserveAsync<UnitFile>(Key(template), static (_, _) => default, cancel).ConfigureAwait(false)
            : found;
    }

    /// <summary>The template that an instance is made from, <c>app@.service</c> for <c>app@1.service</c>; <see langword="null"/> for what is no instance.</summary>
    /// <param name="unit">The unit, with its suffix.</param>
    public static string? TemplateOf(string unit) =>
        unit.IndexOf('@') is > 0 and var at && unit.LastIndexOf('.') is var dot && dot > at ? unit[..(at + 1)] + unit[dot..] : null;

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
