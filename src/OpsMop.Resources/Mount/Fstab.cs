using System.Text;

namespace OpsMop;

/// <summary>The table of what is mounted at boot. Comments, order and the lines of others stay.</summary>
internal static class Fstab
{
    /// <summary>Where it is.</summary>
    public static readonly AbsolutePath Path = "/etc/fstab";

    /// <summary>Adds what makes it have one line of a kind, in the place of the first that it had, or at the end.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="isMeant">Which lines are of that kind.</param>
    /// <param name="make">Makes the line that is to be there from the one that is; <see langword="null"/> for no line.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns>The line that was there.</returns>
    public static async ValueTask<FstabLine?> PlanAsync(Plan plan, Predicate<FstabLine> isMeant, Func<FstabLine?, FstabLine>? make, CancellationToken cancel)
    {
        var file = await EditedFile.OpenAsync(plan.System, Path, cancel).ConfigureAwait(false);
        var kept = new List<string>();
        FstabLine? had = null, now = null;
        foreach (var line in file.Lines)
        {
            if (FstabLine.Parse(line) is not { } entry || !isMeant(entry))
            {
                kept.Add(line);
            }
            else if (had is null)
            {
                had = entry;
                now = make?.Invoke(entry);
                if (now is not null)
                {
                    kept.Add(now.Says(entry) ? line : now + file.LineEnd);
                }
            }
        }

        if (had is null && make is not null)
        {
            now = make(null);
            if (kept.Count > 0 && !kept[^1].EndsWith('\n'))
            {
                kept[^1] += file.LineEnd;
            }

            kept.Add(now + file.LineEnd);
        }

        if ((had is not null || now is not null)
            && await file.SaveAsync(
                plan, string.Concat(kept), new Edit(now is null ? "remove line" : "write line", had?.ToString(), now?.ToString()), cancel).ConfigureAwait(false)
            && await plan.System.StatAsync("/run/systemd/system", follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true })
        {
            // It has made units of the lines as they were, and would act by those.
            plan.Change("daemon-reload", null, null, static (system, stop) => SystemTool.RunAsync(system, stop, "systemctl", "daemon-reload"));
        }

        return had;
    }

    /// <summary>A field as it is written: blanks, tabs, line ends and backslashes as <c>\040</c> and so on.</summary>
    /// <param name="field">The field.</param>
    public static string Escape(string field) => field
        .Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal)
        .Replace("\t", "\\011", StringComparison.Ordinal).Replace("\n", "\\012", StringComparison.Ordinal);

    /// <summary>A field as it is meant.</summary>
    /// <param name="field">The field, as it is written in this table and in those of the kernel.</param>
    public static string Unescape(string field)
    {
        if (!field.Contains('\\'))
        {
            return field;
        }

        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length && field[i + 1] is >= '0' and <= '3' && field[i + 2] is >= '0' and <= '7' && field[i + 3] is >= '0' and <= '7')
            {
                text.Append((char)(((field[i + 1] - '0') * 64) + ((field[i + 2] - '0') * 8) + field[i + 3] - '0'));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
