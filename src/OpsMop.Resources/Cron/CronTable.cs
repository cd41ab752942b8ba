namespace OpsMop;

/// <summary>The lines of a crontab. What is not asked for stays as it is.</summary>
internal sealed class CronTable
{
    private const string Mark = "# opsmop: ";

    private readonly List<string> _lines;
    private readonly bool _hasUser;

    /// <summary>Reads a table.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="hasUser">Whether its lines say who runs them, as those of the system's files do.</param>
    public CronTable(string text, bool hasUser)
    {
        _lines = [.. EditedFile.SplitLines(text)];
        _hasUser = hasUser;
        if (_lines.Count > 0 && !_lines[^1].EndsWith('\n'))
        {
            // Without it, cron would not read the line.
            _lines[^1] += "\n";
        }
    }

    /// <summary>Its text.</summary>
    public string Text => string.Concat(_lines);

    /// <summary>Whether nothing is left in it but variables.</summary>
    public bool IsIdle => _lines.TrueForAll(static line => line.Trim().Length == 0 || CronVariable.NameOf(line) is not null);

    /// <summary>Puts a job into the table.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="job">The job.</param>
    /// <returns>The line that stood for it, or that is now taken for it; <see langword="null"/> for none.</returns>
    public string? Put(string name, CronJob job)
    {
        var mark = Mark + name;
        var at = Find(mark);
        if (at >= 0)
        {
            var before = JobBelow(at);
            if (before is null)
            {
                _lines.Insert(at + 1, job + "\n");
            }
            else if (before != job)
            {
                _lines[at + 1] = job + "\n";
            }

            return before?.ToString();
        }

        at = _lines.FindIndex(line => CronJob.Parse(line, _hasUser) is { } other && other.Command == job.Command && other.User == job.User);
        if (at >= 0 && (at == 0 || !_lines[at - 1].StartsWith(Mark, StringComparison.Ordinal)))
        {
            var adopted = _lines[at].Trim();
            _lines[at] = job + "\n";
            _lines.Insert(at, mark + "\n");
            return adopted;
        }

        _lines.Add(mark + "\n");
        _lines.Add(job + "\n");
        return null;
    }

    /// <summary>Takes a job away.</summary>
    /// <param name="name">What it is called.</param>
    /// <returns>The line that stood for it; <see langword="null"/> if there was none.</returns>
    public string? Remove(string name)
    {
        var at = Find(Mark + name);
        if (at < 0)
        {
            return null;
        }

        var job = JobBelow(at);
        _lines.RemoveRange(at, job is null ? 1 : 2);
        return job?.ToString() ?? Mark + name;
    }

    /// <summary>Sets a variable for all jobs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether it was another, and the line that set it; <see langword="null"/> for none.</returns>
    public (bool Changed, string? From) Set(string name, string value)
    {
        var line = CronVariable.Print(name, value)!;
        var firstJob = _lines.FindIndex(one => CronJob.Parse(one, _hasUser) is { Disabled: false });
        var at = _lines.FindIndex(one => CronVariable.NameOf(one) == name);
        if (at < 0 || (firstJob >= 0 && at > firstJob))
        {
            _lines.Insert(Top(), line + "\n");
            return (true, null);
        }

        var from = _lines[at].Trim();
        if (from == line)
        {
            return (false, from);
        }

        _lines[at] = line + "\n";
        return (true, from);
    }

    private int Find(string mark) => _lines.FindIndex(line => line.TrimEnd() == mark);

    private CronJob? JobBelow(int mark) => mark + 1 < _lines.Count ? CronJob.Parse(_lines[mark + 1], _hasUser) : null;

    /// <summary>Where variables begin: below what the table says of itself, which ends with an empty line.</summary>
    private int Top()
    {
        var end = _lines.FindIndex(static line => !line.StartsWith('#'));
        return end > 0 && _lines[end].Trim().Length == 0 ? end + 1 : 0;
    }
}
