using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OpsMop;

/// <summary>Sends requests to servers. It follows no redirection: what is secret in a request is for one server.</summary>
internal sealed class HttpCaller : IDisposable
{
    private const int Limit = 16 << 20;

    private readonly HttpClient _client;
    private readonly X509Certificate2Collection? _authorities;

    private HttpCaller(X509Certificate2Collection? authorities)
    {
        _authorities = authorities;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(30) };
        if (authorities is not null)
        {
            Authorities.Trust(handler, authorities);
        }

        _client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Limit,
            DefaultRequestHeaders = { { "User-Agent", "OpsMop" } },
        };
    }

    /// <summary>Makes one.</summary>
    /// <param name="system">Where the file is.</param>
    /// <param name="authorities">The file with the certificates that are trusted; the host's where not given.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<HttpCaller> OpenAsync(ISystemReader system, AbsolutePath authorities, CancellationToken cancel) =>
        new(await Authorities.ReadAsync(system, authorities, cancel).ConfigureAwait(false));

    /// <summary>Sends a GET request.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="cancel">Cancels it.</param>
    public async ValueTask<HttpAnswer> AskAsync(Uri address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request, cancel).ConfigureAwait(false);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <exception cref="ProviderException">There is no answer.</exception>
    public async ValueTask<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
            return new HttpAnswer((int)response.StatusCode, body, response.Headers.Location?.ToString());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidOperationException)
        {
            var address = request.RequestUri!;
            throw new ProviderException($"{UrlContent.Show(address)} does not answer: {Reason(address, fault)}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        Authorities.Free(_authorities);
    }

    private static string Reason(Uri address, Exception fault) => fault switch
    {
        { InnerException: AuthenticationException tls } =>
            $"its certificate is not accepted ({tls.Message}) Give its authority with .CaFile(…), or install it on the host.",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            $"the name {address.Host} is unknown.",
        { InnerException: SocketException socket } => $"port {address.Port} cannot be reached ({socket.Message}).",
        _ => fault.Message,
    };
}
