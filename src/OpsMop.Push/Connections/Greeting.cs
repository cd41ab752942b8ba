namespace OpsMop.Push.Connections;

/// <summary>How a script on a host says that it is there.</summary>
internal static class Greeting
{
    /// <summary>What the line begins with. The rest of it is the script's own.</summary>
    public const string Mark = "opsmop-ready ";
}
