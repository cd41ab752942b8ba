using System.Net;
using System.Text;

namespace OpsMop.Resources.Tests;

/// <summary>A server that answers as the test says, and keeps what it was asked.</summary>
internal sealed class Server : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, (int Status, string Body)> _answer;

    /// <param name="answer">What it answers to a request such as <c>GET /x</c>.</param>
    public Server(Func<string, (int Status, string Body)> answer)
    {
        _answer = answer;
        Port = FreePort();
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>What it was asked: <c>POST /x application/json token: body</c>.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose() => _listener.Close();

    public static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var request = context.Request;
            using var reader = new StreamReader(request.InputStream);
            var body = await reader.ReadToEndAsync();
            var what = $"{request.HttpMethod} {request.RawUrl}";
            Asked.Add($"{what} {request.ContentType} {request.Headers["X-Token"]}: {body}");
            (context.Response.StatusCode, var answer) = _answer(what);
            if (context.Response.StatusCode is 301 or 302)
            {
                context.Response.RedirectLocation = answer;
            }

            context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: true);
        }
    }
}
