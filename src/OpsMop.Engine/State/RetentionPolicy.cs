namespace OpsMop.Engine.State;

/// <summary>How much of past runs is kept. The newest run is kept whatever it takes.</summary>
public sealed record RetentionPolicy
{
    /// <summary>How many runs are kept. 50 unless set.</summary>
    public int Runs { get; init; } = 50;

    /// <summary>How many bytes of backups are kept in all; older runs lose theirs first, and with them the way back, but keep their journal. 1 GiB unless set.</summary>
    public long BackupBytes { get; init; } = 1L << 30;
}
