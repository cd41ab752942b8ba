using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Relays;

/// <summary>The relay's end: connects to the hosts that the controller names, and passes on what the two say to each other.</summary>
/// <param name="writer">Where frames to the controller go.</param>
/// <param name="connect">Makes what connects to hosts, when the first is to be connected to.</param>
internal sealed class RelayChildren(FrameWriter writer, Func<IConnector> connect) : IAsyncDisposable
{
    private readonly Dictionary<int, RelayChild> _children = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _kept = [];
    private readonly CancellationTokenSource _gone = new();
    private IConnector? _connector;

    /// <summary>Takes a frame that is for a relay.</summary>
    /// <param name="frame">The frame.</param>
    public void Take(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Open:
                var child = new RelayChild(frame.Number, writer);
                if (!_children.TryAdd(frame.Number, child))
                {
                    throw new ProtocolException($"The child {frame.Number} is there already.");
                }

                child.Start(_connector ??= connect(), ProtocolJson.Read(frame.Rest, ProtocolJson.Default.ChildStart), _gone.Token);
                break;
            case FrameKind.ChildInput:
                Child(frame).Give(frame.Rest.ToArray());
                break;
            case FrameKind.Keep:
                _kept[Key(frame.Payload)] = frame.Payload[ContentHash.Size..].ToArray();
                break;
            case FrameKind.ChildInputKept:
                Child(frame).Give(_kept.TryGetValue(Key(frame.Rest), out var kept) ? kept : throw new ProtocolException("The controller names bytes that this relay does not keep."));
                break;
            case FrameKind.Forget:
                _kept.Remove(Key(frame.Payload));
                break;
            case FrameKind.ChildInputEnd:
                Child(frame).EndInput();
                break;
            case FrameKind.ChildKill:
                // It ends by itself, and says so; the frame may have crossed with that.
                _children.GetValueOrDefault(frame.Number)?.Kill();
                break;
        }
    }

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync().ConfigureAwait(false);
        foreach (var child in _children.Values)
        {
            await child.DisposeAsync().ConfigureAwait(false);
        }

        if (_connector is not null)
        {
            await _connector.DisposeAsync().ConfigureAwait(false);
        }

        _gone.Dispose();
    }

    private static string Key(ReadOnlyMemory<byte> payload) => payload.Length >= ContentHash.Size
        ? Convert.ToHexString(payload.Span[..ContentHash.Size])
        : throw new ProtocolException("A hash is too short.");

    private RelayChild Child(Frame frame) => _children.TryGetValue(frame.Number, out var child) ? child : throw new ProtocolException($"There is no child {frame.Number}.");
}
