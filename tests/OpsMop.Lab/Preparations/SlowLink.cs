using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OpsMop.Lab;

/// <summary>
/// A long and bad way between a host and its bridge: each frame takes its time, and some are lost. It does what <c>tc qdisc add … netem</c> does, which many kernels
/// are built without, this machine's among them. Disposing it makes the way short again.
/// </summary>
public sealed class SlowLink : IAsyncDisposable
{
    private readonly LabHost _host;
    private readonly double _loss;
    private readonly TimeSpan _delay;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _pumps = [];
    private readonly List<Socket> _sockets = [];
    private long _lost;

    private SlowLink(LabHost host, TimeSpan delay, double loss) => (_host, _delay, _loss) = (host, delay, loss);

    /// <summary>How many frames were lost so far.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    private string Port => LabPaths.SlowLink(_host.Name);

    private string Inner => LabPaths.SlowLink(_host.Name) + "x";

    internal static async Task<SlowLink> StartAsync(LabHost host, TimeSpan delay, double loss)
    {
        var link = new SlowLink(host, delay, loss);
        try
        {
            await link.StartAsync();
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_pumps);
        _sockets.ForEach(socket => socket.Dispose());
        await Tool.RunAsync(["ip", "link", "delete", Port]);

        // A host that was killed has no interface any more.
        await Tool.RunAsync(["ip", "link", "set", _host.Link, "arp", "on", "master", _host.Networks[0].Bridge]);
        _end.Dispose();
    }

    private async Task StartAsync()
    {
        // The host's interface leaves the bridge, one of ours takes its place, and what comes in by either goes out by the other. Neither may answer for this machine.
        await Tool.MustAsync("ip", "link", "add", Port, "type", "veth", "peer", "name", Inner);
        await Tool.MustAsync("ip", "link", "set", Inner, "arp", "off", "addrgenmode", "none", "up");
        await Tool.MustAsync("ip", "link", "set", _host.Link, "arp", "off", "nomaster");
        _sockets.Add(PacketSocket.Open(_host.Link));
        _sockets.Add(PacketSocket.Open(Inner));
        Join(_sockets[0], _sockets[1], seed: 1);
        Join(_sockets[1], _sockets[0], seed: 2);
        await Tool.MustAsync("ip", "link", "set", Port, "addrgenmode", "none", "master", _host.Networks[0].Bridge, "up");
    }

    private void Join(Socket from, Socket to, int seed)
    {
        var queue = Channel.CreateUnbounded<(long Due, byte[] Frame)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

        // The same frames are lost each time, as far as the same frames are sent.
        _pumps.Add(ReceiveAsync(from, queue.Writer, new Random(seed)));
        _pumps.Add(SendAsync(to, queue.Reader));
    }

    private async Task ReceiveAsync(Socket from, ChannelWriter<(long Due, byte[] Frame)> queue, Random chance)
    {
        byte[] buffer = new byte[10 + (128 * 1024)];
        while (!_end.IsCancellationRequested)
        {
            try
            {
                int length = await from.ReceiveAsync(buffer, _end.Token);
                if (chance.NextDouble() < _loss)
                {
                    Interlocked.Increment(ref _lost);
                }
                else
                {
                    queue.TryWrite((Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency), buffer[..length]));
                }
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // The interface is down or gone; it may come back.
                await Task.Delay(20);
            }
        }

        queue.Complete();
    }

    private async Task SendAsync(Socket to, ChannelReader<(long Due, byte[] Frame)> queue)
    {
        await foreach ((long due, byte[] frame) in queue.ReadAllAsync())
        {
            try
            {
                TimeSpan rest = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, _end.Token);
                }

                await to.SendAsync(frame, _end.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // What cannot be sent is lost, as on any link.
                Interlocked.Increment(ref _lost);
            }
        }
    }
}
