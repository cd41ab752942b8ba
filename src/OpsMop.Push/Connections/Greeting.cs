namespace OpsMop.Push.Connections;

/// <summary>How a script on a host says that it is there.</summary>
internal static class Greeting
{
    /// <summary>What it says first. The rest of the line is the script's own. It may stand anywhere: what a login shell has printed without a line end must not swallow it.</summary>
    public const string Mark = "opsmop-ready ";

    /// <summary>The mark as it stands between double quotes in a script: a login that shows the commands it is given must not be taken for the script.</summary>
    public const string Quoted = "opsmop-\"\"ready ";
}
