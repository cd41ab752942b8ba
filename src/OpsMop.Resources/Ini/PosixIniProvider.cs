namespace OpsMop;

/// <summary>Manages keys of INI files on any POSIX system.</summary>
[Provider<IniResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixIniProvider : Provider<IniResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(IniResource want, Plan plan, CancellationToken cancel)
    {
        var file = await FilePart.OpenAsync(want, plan, want.Absent, cancel).ConfigureAwait(false);
        var ini = new IniLines(file);
        var lines = ini.Lines;
        var sections = ini.Find(want.Section);
        var found = sections.SelectMany(stretch => Enumerable.Range(stretch.Start, stretch.End - stretch.Start)).Where(i => IniLines.Sets(lines[i], want.Key)).ToList();
        if (want.Absent)
        {
            if (found.Count > 0)
            {
                for (var i = found.Count - 1; i >= 0; i--)
                {
                    lines.RemoveAt(found[i]);
                }

                await FilePart.SaveAsync(want, plan, file, lines.ToString(), new Edit("delete", Name(want), null), cancel).ConfigureAwait(false);
            }

            return;
        }

        // The value that stands there is not shown where the new one is secret: it may be the old secret.
        var value = want.Value ?? Text.Empty;
        if (found.Count == 0)
        {
            if (sections.Count == 0)
            {
                ini.Append(want.Section!);
            }

            var at = sections.Count == 0 ? lines.Count : ini.EndOf(sections[^1]);
            var line = want.NoValue ? want.Key : (Text)(want.Key + (want.NoSpaces ? "=" : " = ")) + value;
            var after = (Text)lines.Before(at) + line + file.LineEnd + lines.From(at);
            await FilePart.SaveAsync(want, plan, file, after, new Edit("insert", null, line.ToString()), cancel).ConfigureAwait(false);
            return;
        }

        var old = lines[found[^1]];
        var sign = old.IndexOf('=');
        if (want.NoValue ? sign < 0 : sign >= 0 && old.AsSpan(sign + 1).Trim().SequenceEqual(value.Reveal()))
        {
            return;
        }

        // What stands before the value stays as it is, and so does the line end.
        var start = sign < 0 ? old.TrimEnd() + (want.NoSpaces ? "=" : " = ") : old[..(old.Length - old.AsSpan(sign + 1).TrimStart().Length)];
        var changed = want.NoValue ? old[..sign].TrimEnd() : (Text)start + value;
        lines.Replace(found[^1], "");
        var rest = (Text)lines.Before(found[^1]) + changed + lines.From(found[^1]);
        await FilePart.SaveAsync(want, plan, file, rest, new Edit("replace", value.IsSecret ? want.Key : old.Trim(), changed.ToString().Trim()), cancel).ConfigureAwait(false);
    }

    private static string Name(IniResource want) => want.Section is null ? want.Key : $"[{want.Section}] {want.Key}";
}
