namespace OpsMop;

/// <summary>Manages lines of files on any POSIX system.</summary>
[Provider<LineResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixLineProvider : Provider<LineResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(LineResource want, Plan plan, CancellationToken cancel)
    {
        var file = await FilePart.OpenAsync(want, plan, want.Absent, cancel).ConfigureAwait(false);
        var lines = new LineList(file);
        var pattern = want.Matching is { } matching ? TextPattern.Of(matching) : null;
        if ((want.Absent ? Remove(want, lines, pattern) : Put(want, lines, pattern)) is { } change)
        {
            await FilePart.SaveAsync(want, plan, file, lines.ToString(), change, cancel).ConfigureAwait(false);
        }
    }

    private static Edit? Remove(LineResource want, LineList lines, TextPattern? pattern)
    {
        var gone = lines.Remove(line => pattern is null ? line == want.Line : pattern.IsMatch(line));
        return gone.Count switch
        {
            0 => null,
            1 => new Edit("delete", gone[0], null),
            _ => new Edit("delete", $"{gone[0]} and {gone.Count - 1} more", null),
        };
    }

    private static Edit? Put(LineResource want, LineList lines, TextPattern? pattern)
    {
        var at = lines.Last(line => pattern is null ? line == want.Line : pattern.IsMatch(line));
        if (at < 0 && want.Backreferences)
        {
            return null;
        }

        // A line that is there already, where no line matches, cannot be: the pattern matches its own line.
        if (at < 0)
        {
            lines.Insert(lines.Place(want.InsertAfter, want.InsertBefore, want.AtStart), want.Line);
            return new Edit("insert", null, want.Line);
        }

        var old = lines[at];
        var line = want.Backreferences ? Fill(want, pattern!, old) : want.Line;
        if (line == old)
        {
            return null;
        }

        lines.Replace(at, line);
        return new Edit("replace", old, line);
    }

    private static string Fill(LineResource want, TextPattern pattern, string old)
    {
        var line = pattern.Match(old).Result(want.Line);

        // A line that no longer matches is left alone by the next run; one that matches must come out as it went in.
        return pattern.Match(line) is { Success: true } again && again.Result(want.Line) is var next && next != line
            ? throw new ProviderException($"The line \"{line}\" would be changed again by the next run, to \"{next}\": {want.Matching} matches it and takes other groups. Correct the pattern.")
            : line;
    }
}
