namespace OpsMop;

/// <summary>How often a log is rotated.</summary>
[Verbs]
public enum LogrotatePeriod
{
    /// <summary>Every hour. logrotate itself has to be run that often for it.</summary>
    Hourly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every week.</summary>
    Weekly,

    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every year.</summary>
    Yearly,
}
