namespace OpsMop.Engine.Systems;

/// <summary>What a journal keeps.</summary>
public sealed record JournalOptions
{
    /// <summary>The size in bytes up to which a file that is overwritten or deleted is kept. 100 MiB unless set.</summary>
    public long BackupLimit { get; init; } = 100L << 20;

    /// <summary>What to do about larger files. They are skipped unless set.</summary>
    public LargeFiles LargeFiles { get; init; } = LargeFiles.Skip;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
