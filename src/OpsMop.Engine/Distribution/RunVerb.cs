namespace OpsMop.Engine.Distribution;

/// <summary>What an agent does with the roles that it is sent.</summary>
public enum RunVerb
{
    /// <summary>Says what an apply would do.</summary>
    Plan,

    /// <summary>Brings the host to what the roles declare.</summary>
    Apply,
}
