using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OpsMop;

/// <summary>Content that is fetched over HTTP when it is written.</summary>
internal static class UrlContent
{
    private const int MaxRedirections = 10;

    // One client for the process: it keeps its connections. It is made when the first file has an address.
    private static readonly HttpClient Client = NewClient(null);

    /// <summary>How long a server may be silent, before its answer and within it.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The content at an address.</summary>
    /// <param name="address">The address, <c>http</c> or <c>https</c>.</param>
    /// <param name="checksum">The checksum that it must have; not given for any.</param>
    public static FileContent At(Uri address, Sha256 checksum) => FileContent.Deferred(cancel => OpenAsync(new UrlRequest(address), cancel), checksum);

    /// <summary>An address as it may be shown: without the password that may stand in it.</summary>
    public static string Show(Uri address) =>
        address.UserInfo.Length == 0 ? address.AbsoluteUri : new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri;

    /// <summary>The failure in words for the operator.</summary>
    /// <param name="address">What was fetched.</param>
    /// <param name="fault">What went wrong.</param>
    internal static ProviderException Failure(Uri address, Exception fault) => new($"{Show(address)} cannot be fetched: {Reason(address, fault)}", fault);

    /// <summary>A client that fetches files. The proxy of the environment (<c>https_proxy</c>, <c>no_proxy</c>) is used.</summary>
    /// <param name="authorities">The authorities that servers' certificates may come from; <see langword="null"/> for the host's.</param>
    internal static HttpClient NewClient(X509Certificate2Collection? authorities)
    {
        // Redirections are followed here, and not by the client: it would send the headers of a request to whomever the server names.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (authorities is not null)
        {
            Authorities.Trust(handler, authorities);
        }

        return new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan, DefaultRequestHeaders = { { "User-Agent", "OpsMop" } } };
    }

    /// <summary>Asks a server, and follows where it leads. Its answer is a success, or "not modified" where the request has a condition.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <exception cref="ProviderException">It cannot be reached, or answers something else. The inner exception is what happened.</exception>
    internal static async ValueTask<HttpResponseMessage> AskAsync(UrlRequest request, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        HttpResponseMessage? response = null;
        try
        {
            var address = request.Address;
            for (var redirections = 0; ; redirections++)
            {
                using var message = request.ToMessage(address);
                response = await (request.Client ?? Client).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                {
                    break;
                }

                response.Dispose();
                address = Next(address, location, redirections);
            }

            return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified
                ? response
                : throw new HttpRequestException(response.ReasonPhrase, null, response.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            response?.Dispose();
            throw Failure(request.Address, fault);
        }
    }

    /// <summary>Fetches what is at an address.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancel">Cancels it.</param>
    private static async ValueTask<Stream> OpenAsync(UrlRequest request, CancellationToken cancel)
    {
        var response = await AskAsync(request, cancel).ConfigureAwait(false);
        return await BodyAsync(request.Address, response, cancel).ConfigureAwait(false);
    }

    /// <summary>The body of an answer, which goes with it.</summary>
    /// <param name="address">What was fetched.</param>
    /// <param name="response">The answer.</param>
    /// <param name="cancel">Cancels it.</param>
    internal static async ValueTask<UrlStream> BodyAsync(Uri address, HttpResponseMessage response, CancellationToken cancel) =>
        new(address, response, await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false), Patience);

    // Neither the old nor the new address is shown whole: what a server signs for one download stands in its query.
    private static Uri Next(Uri address, Uri location, int redirections)
    {
        var next = new Uri(address, location);
        if (next.Scheme is not ("http" or "https") || (address.Scheme == "https" && next.Scheme == "http"))
        {
            throw new ProviderException(
                $"{Show(address)} cannot be fetched: the server leads to {next.Scheme}://{next.Authority}, where nothing protects what is fetched. "
                + "Give an https address that leads to one.");
        }

        return redirections < MaxRedirections
            ? next
            : throw new ProviderException($"{Show(address)} cannot be fetched: the server leads from one address to another, more than {MaxRedirections} times.");
    }

    private static string Reason(Uri address, Exception fault) => fault switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Gone } e => $"the server answers {(int)e.StatusCode!}, there is nothing at this address. Correct it.",
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } e => $"the server answers {(int)e.StatusCode!} and does not let this host read it.",
        HttpRequestException { StatusCode: { } code } => $"the server answers {(int)code} {fault.Message}.",
        OperationCanceledException => $"the server said nothing for {Patience.TotalSeconds:0} seconds.",
        { InnerException: AuthenticationException tls } => $"the server's certificate is not accepted ({tls.Message}) Install its authority on the host.",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } => $"the name {address.Host} is unknown. Correct it, or mend the host's name resolution.",
        { InnerException: SocketException socket } => $"{address.Host} port {address.Port} cannot be reached ({socket.Message}).",
        { InnerException: { } inner } => $"{fault.Message} {inner.Message}",
        _ => fault.Message,
    };
}
