namespace OpsMop;

/// <summary>What is asked of a server: the content of an address, perhaps only a part of it or only where it has changed.</summary>
/// <param name="Address">The address, <c>http</c> or <c>https</c>.</param>
internal sealed record UrlRequest(Uri Address)
{
    /// <summary>Who asks; <see langword="null"/> for the client that all files share.</summary>
    public HttpClient? Client { get; init; }

    /// <summary>The headers of the policy. They may be secret, and are only sent to the server of the address, not to those that it leads to.</summary>
    public IReadOnlyDictionary<string, Text>? Headers { get; init; }

    /// <summary>Headers of ours, such as <c>Range</c>. They go to whoever has the content.</summary>
    public IReadOnlyList<(string Name, string Value)> Conditions { get; init; } = [];

    /// <summary>The request, as it is sent to where the address has led.</summary>
    /// <param name="to">Where it is sent.</param>
    public HttpRequestMessage ToMessage(Uri to)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, to);
        if (to.Scheme == Address.Scheme && to.Authority.Equals(Address.Authority, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var (name, value) in Headers ?? new Dictionary<string, Text>())
            {
                message.Headers.TryAddWithoutValidation(name, value.Reveal());
            }
        }

        foreach (var (name, value) in Conditions)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
