using System.Buffers.Binary;
using System.IO.Pipelines;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Sessions;

/// <summary>What sits on a host that was taken over: it says one thing that it chooses, once it has been asked to run something.</summary>
internal sealed class HostileAgent : IRemoteProcess
{
    private readonly Pipe _toAgent = new();
    private readonly Pipe _fromAgent = new();
    private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostileAgent(byte kind, byte[] payload)
    {
        Input = _toAgent.Writer.AsStream(leaveOpen: true);
        Output = _fromAgent.Reader.AsStream(leaveOpen: true);
        _ = Task.Run(async () =>
        {
            // The order has come: there are more bytes than the start alone has.
            var seen = 0L;
            while (seen < 400)
            {
                var read = await _toAgent.Reader.ReadAsync();
                seen += read.Buffer.Length;
                _toAgent.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }

            var frame = new byte[5 + payload.Length];
            BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
            frame[4] = kind;
            payload.CopyTo(frame, 5);
            await _fromAgent.Writer.WriteAsync(frame);
        });
    }

    public bool IsKilled { get; private set; }

    public string Greeting => "run";

    public Stream Input { get; }

    public Stream Output { get; }

    public string ErrorText => "";

    public Task<int?> Exited => _exited.Task;

    public void Kill()
    {
        IsKilled = true;
        _fromAgent.Writer.Complete();
        _exited.TrySetResult(null);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        return default;
    }
}
