using System.Security.Cryptography;
using OpsMop.Engine.State;

namespace OpsMop.Engine.Systems;

/// <summary>
/// The journal of one run: <c>journal.jsonl</c> with every effect, and <c>backups/</c> with what was overwritten or deleted, each
/// file named by its SHA-256. The run's directory is 0700 and the files 0600, for there are secrets among them.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private const string StagedFile = "staged";

    private readonly AppendLog _log;
    private readonly string _backups;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Opens the journal of a run. One that exists is continued: the run is resumed.</summary>
    /// <param name="runDirectory">The run's own directory, which exists (see <see cref="RunStore"/>).</param>
    /// <param name="options">What it keeps.</param>
    public RunJournal(string runDirectory, JournalOptions? options = null)
    {
        Directory = runDirectory;
        Options = options ?? new JournalOptions();
        _backups = Path.Combine(runDirectory, JournalFormat.BackupFolder);
        var path = Path.Combine(runDirectory, JournalFormat.FileName);
        if (File.Exists(path))
        {
            var existing = JournalReader.Read(runDirectory);
            _number = existing.Records.Count == 0 ? 0 : existing.Records[^1].Number;
            existing.CutTornEnd();
        }

        _log = new AppendLog(path);
    }

    /// <summary>The run's directory.</summary>
    public string Directory { get; }

    /// <summary>What it keeps.</summary>
    public JournalOptions Options { get; }

    /// <summary>Makes the records survive a loss of power.</summary>
    public void Flush() => _log.Flush();

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    internal int Append(JournalSubject subject, EffectKind kind, string path, RecordedState? before, RecordedState? after)
    {
        var record = new JournalRecord
        {
            Number = Interlocked.Increment(ref _number),
            Time = Options.Clock.GetUtcNow(),
            Resource = subject.Resource,
            Location = subject.Location,
            Kind = kind,
            Path = path,
            Before = before,
            After = after,
        };
        _log.Append(record, static (json, record) => JournalFormat.Write(json, record));
        return record.Number;
    }

    /// <summary>Notes that a file is about to be staged beside its place, where a killed run would leave it.</summary>
    internal void Staging(string path)
    {
        lock (_gate)
        {
            File.AppendAllText(Path.Combine(Directory, StagedFile), path + "\0");
        }
    }

    /// <summary>Where a run has staged files.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    internal static IEnumerable<AbsolutePath> StagedIn(string runDirectory)
    {
        var path = Path.Combine(runDirectory, StagedFile);
        return File.Exists(path) ? File.ReadAllText(path).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(one => (AbsolutePath)one) : [];
    }

    internal void AppendContent(int number, string hash, long size) =>
        _log.Append((number, hash, size), static (json, content) => JournalFormat.WriteContent(json, content));

    /// <summary>Keeps a content, durably: it is about to be lost where it stands.</summary>
    /// <returns>Its hash, under which it is found again.</returns>
    internal string Keep(ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        lock (_gate)
        {
            if (!_kept.Add(hash))
            {
                return hash;
            }

            if (_kept.Count == 1)
            {
                StateFile.CreateDirectory(_backups);
                Posix.FlushDirectory(Directory);
            }

            var path = Path.Combine(_backups, hash);
            if (File.Exists(path))
            {
                return hash; // of the first part of a resumed run; it got its name only when it was complete
            }

            try
            {
                StateFile.Replace(path, content);
            }
            catch
            {
                _kept.Remove(hash);
                throw;
            }
        }

        return hash;
    }
}
