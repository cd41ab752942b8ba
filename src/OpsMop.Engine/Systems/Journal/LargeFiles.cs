namespace OpsMop.Engine.Systems;

/// <summary>What to do before a file is lost that is larger than <see cref="JournalOptions.BackupLimit"/>.</summary>
public enum LargeFiles
{
    /// <summary>Record it as not kept, and go on. Undo reports it.</summary>
    Skip,

    /// <summary>Refuse the effect.</summary>
    Refuse,
}
