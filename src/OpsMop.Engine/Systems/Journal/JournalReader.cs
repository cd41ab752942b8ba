using OpsMop.Engine.State;

namespace OpsMop.Engine.Systems;

/// <summary>Reads the journal of a run back. A last line that is torn, as a loss of power leaves it, is left out.</summary>
public sealed class JournalReader
{
    private JournalReader(string directory, List<JournalRecord> records, bool isTorn, long length)
    {
        (Directory, Records, IsTorn, _length) = (directory, records, isTorn, length);
    }

    private readonly long _length;

    /// <summary>The run's directory.</summary>
    public string Directory { get; }

    /// <summary>The effects in the order in which they were recorded.</summary>
    public IReadOnlyList<JournalRecord> Records { get; }

    /// <summary>Whether the end of the journal was lost.</summary>
    public bool IsTorn { get; }

    /// <summary>Reads a journal.</summary>
    /// <param name="runDirectory">The run's directory; one without a journal has no records.</param>
    public static JournalReader Read(string runDirectory)
    {
        var records = new List<JournalRecord>();
        var positions = new Dictionary<int, int>();
        var lines = AppendLog.Read(Path.Combine(runDirectory, JournalFormat.FileName), JournalFormat.Read, out var torn, out var length);
        foreach (var (record, content) in lines)
        {
            if (record is not null)
            {
                positions[record.Number] = records.Count;
                records.Add(record);
            }
            else if (positions.TryGetValue(content.Number, out var position) && records[position] is { After: { } after } completed)
            {
                records[position] = completed with { After = after with { Sha256 = content.Hash, Size = content.Size } };
            }
        }

        return new JournalReader(runDirectory, records, torn, length);
    }

    /// <summary>Reads a content that the run kept.</summary>
    /// <param name="hash">Its SHA-256.</param>
    /// <returns>The content; <see langword="null"/> if it was not kept, or went with the retention of backups.</returns>
    public ReadOnlyMemory<byte>? Backup(string hash)
    {
        var path = Path.Combine(Directory, JournalFormat.BackupFolder, hash);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>Takes a torn end off the file, so that lines can be appended again.</summary>
    internal void CutTornEnd()
    {
        if (IsTorn)
        {
            using var file = File.OpenHandle(Path.Combine(Directory, JournalFormat.FileName), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            RandomAccess.SetLength(file, _length);
        }
    }
}
