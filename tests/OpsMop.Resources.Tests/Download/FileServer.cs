using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpsMop.Resources.Tests;

/// <summary>A server whose answers the test writes byte by byte. It closes the connection after each.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> _answer;

    /// <param name="answer">Makes the answer from the request's head.</param>
    public FileServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>The heads of the requests.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>An answer that is whole.</summary>
    public static string Ok(string body, string headers = "") => $"HTTP/1.1 200 OK\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>An answer without a body.</summary>
    public static string Status(string status, string headers = "") => $"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n";

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var head = new StringBuilder();
                using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    head.Append(line).Append('\n');
                }

                Asked.Add(head.ToString());
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_answer(head.ToString())));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
