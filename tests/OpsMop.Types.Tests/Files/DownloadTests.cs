using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpsMop.Types.Tests.Files;

public sealed class DownloadTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Files_come_from_a_server_and_are_asked_for_again_only_when_they_change()
    {
        using var listener = new TcpListener(IPAddress.Parse(OpsMop.Lab.Lab.Gateway), 0);
        listener.Start();
        var sent = new List<string>();
        string list = "one\n";
        Task serving = ServeAsync();
        string setting = $"download-example.server=http://{listener.LocalEndpoint}";
        const string folder = "/root/opsmop-types/download";

        await ProveAsync(
            "download",
            settings: setting,
            there:
            [
                ($"cd {folder}; stat -c '%n %a %U:%G %s' *", "opsmop-1.0.tgz 644 root:root 5\nopsmop-list.txt 640 root:root 4\nopsmop-seed 600 root:root 4"),
                ($"sha256sum {folder}/opsmop-1.0.tgz", $"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  {folder}/opsmop-1.0.tgz"),
            ]);
        Assert.Equal(["/opsmop-1.0.tgz", "/opsmop-list.txt", "/opsmop-seed"], sent);

        list = "one\ntwo\n";
        Assert.Single(await ConvergeAsync("download", setting));
        Assert.Equal("one\ntwo", await AskAsync($"cat {folder}/opsmop-list.txt"));

        await ConvergeAsync("download-gone");
        Assert.Equal("opsmop-1.0.tgz\nopsmop-seed", await AskAsync($"ls -A {folder} | grep -v seed.opsmop"));
        await AskAsync("rm -r /root/opsmop-types");
        listener.Stop();
        await serving;

        async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using TcpClient client = await listener.AcceptTcpClientAsync();
                    await AnswerAsync(client);
                }
                catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
                {
                    return;
                }
                catch (IOException)
                {
                    // Who asked has gone: it wanted no more than the answer's head.
                }
            }
        }

        async Task AnswerAsync(TcpClient client)
        {
            using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
            string path = (await reader.ReadLineAsync() ?? "").Split(' ') is [_, var asked, ..] ? asked : "";
            string? known = null;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                known = line.StartsWith("If-None-Match: ", StringComparison.OrdinalIgnoreCase) ? line[15..] : known;
            }

            string body = path switch { "/opsmop-1.0.tgz" => "hello", "/opsmop-list.txt" => list, _ => "seed" };
            string tag = $"\"{body.Length}\"";
            if (known is null)
            {
                sent.Add(path);
            }

            string answer = known == tag ? $"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n" : $"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {body.Length}\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{answer}Connection: close\r\n\r\n{(known == tag ? "" : body)}"));
        }
    }
}
