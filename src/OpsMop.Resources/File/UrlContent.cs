using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace OpsMop;

/// <summary>Content that is fetched over HTTP when it is written.</summary>
internal static class UrlContent
{
    // One client for the process: it keeps its connections. It is made when the first file has an address.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "OpsMop" } },
    };

    /// <summary>How long a server may be silent, before its answer and within it.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The content at an address.</summary>
    /// <param name="address">The address, <c>http</c> or <c>https</c>.</param>
    /// <param name="checksum">The checksum that it must have; not given for any.</param>
    public static FileContent At(Uri address, Sha256 checksum) => FileContent.Deferred(cancel => OpenAsync(address, cancel), checksum);

    /// <summary>An address as it may be shown: without the password that may stand in it.</summary>
    public static string Show(Uri address) =>
        address.UserInfo.Length == 0 ? address.AbsoluteUri : new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri;

    /// <summary>The failure in words for the operator.</summary>
    /// <param name="address">What was fetched.</param>
    /// <param name="fault">What went wrong.</param>
    internal static ProviderException Failure(Uri address, Exception fault) => new($"{Show(address)} cannot be fetched: {Reason(address, fault)}", fault);

    private static async ValueTask<Stream> OpenAsync(Uri address, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        HttpResponseMessage? response = null;
        try
        {
            response = await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpRequestException(response.ReasonPhrase, null, response.StatusCode);
            }

            return new UrlStream(address, response, await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false), Patience);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            response?.Dispose();
            throw Failure(address, fault);
        }
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
