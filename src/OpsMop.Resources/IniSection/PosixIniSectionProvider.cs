using System.Globalization;

namespace OpsMop;

/// <summary>Manages sections of INI files on any POSIX system.</summary>
[Provider<IniSectionResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixIniSectionProvider : Provider<IniSectionResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(IniSectionResource want, Plan plan, CancellationToken cancel)
    {
        var file = await FilePart.OpenAsync(want, plan, want.Absent, cancel).ConfigureAwait(false);
        var ini = new IniLines(file);
        var found = ini.Find(want.Section);
        if (!want.Absent)
        {
            if (found.Count == 0)
            {
                ini.Append(want.Section);
                await FilePart.SaveAsync(want, plan, file, ini.Lines.ToString(), new Edit("insert", null, $"[{want.Section}]"), cancel).ConfigureAwait(false);
            }

            return;
        }

        if (found.Count == 0)
        {
            return;
        }

        var (count, lines) = (0, ini.Lines);
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var (start, end) = (found[i].Start - 1, found[i].End);
            while (end < lines.Count && end > start + 1 && IniLines.IsComment(lines[end - 1]))
            {
                end--;
            }

            // The empty line that stood before the section at the end of the file went with it.
            while (end == lines.Count && start > 0 && lines[start - 1].AsSpan().IsWhiteSpace())
            {
                start--;
            }

            count += end - start;
            for (var line = end - 1; line >= start; line--)
            {
                lines.RemoveAt(line);
            }
        }

        var gone = string.Create(CultureInfo.InvariantCulture, $"[{want.Section}], {count} lines");
        await FilePart.SaveAsync(want, plan, file, lines.ToString(), new Edit("delete", gone, null), cancel).ConfigureAwait(false);
    }
}
