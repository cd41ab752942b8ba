namespace OpsMop;

/// <summary>
/// While planning, something was asked that only the run itself can tell: the content of a file that is yet to be downloaded,
/// the answer of a query about what is yet to be changed. It is no failure: the engine reports the resource as <c>Unknown</c>.
/// </summary>
public sealed class UnknownValueException : Exception
{
    /// <summary>Creates the answer "not known yet".</summary>
    /// <param name="key">The path or key whose value is not known.</param>
    /// <param name="cause">What has to happen first, such as <c>File[/opt/app.tar]</c>.</param>
    public UnknownValueException(string key, string cause)
        : base($"{key} is unknown until {cause} has run.")
    {
        Key = key;
        Cause = cause;
    }

    /// <summary>The path or key whose value is not known.</summary>
    public string Key { get; }

    /// <summary>What has to happen before it is known.</summary>
    public string Cause { get; }
}
