namespace OpsMop.Push.Relays;

/// <summary>How bytes that a relay keeps are named.</summary>
internal static class ContentHash
{
    /// <summary>The length of a SHA-256.</summary>
    public const int Size = 32;
}
