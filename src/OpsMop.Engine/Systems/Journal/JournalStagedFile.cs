namespace OpsMop.Engine.Systems;

/// <summary>A staged file whose putting in place is recorded.</summary>
internal sealed class JournalStagedFile(JournalSystem journal, IStagedFile staged, RecordedState after) : IStagedFile
{
    public AbsolutePath Target => staged.Target;

    public AbsolutePath StagedAt => staged.StagedAt;

    public ValueTask CommitAsync(CancellationToken cancel = default) => journal.CommitAsync(staged, after, cancel);

    public ValueTask DisposeAsync() => staged.DisposeAsync();
}
