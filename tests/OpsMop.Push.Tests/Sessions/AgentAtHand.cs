using System.IO.Pipelines;
using OpsMop.Push.Connections;
using OpsMop.Push.Remote;

namespace OpsMop.Push.Tests.Sessions;

/// <summary>An agent in this process, at the other end of two pipes instead of an ssh.</summary>
internal sealed class AgentAtHand : IRemoteProcess
{
    private readonly Pipe _toAgent = new();
    private readonly Pipe _fromAgent = new();
    private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it.</summary>
    /// <param name="policy">Its policy.</param>
    /// <param name="connect">What it connects to hosts with, as a relay.</param>
    public AgentAtHand(Policy policy, Func<IConnector>? connect = null)
    {
        Input = new BreakableStream(_toAgent.Writer.AsStream(), () => IsCut);
        Output = _fromAgent.Reader.AsStream(leaveOpen: true);
        Agent = Task.Run(async () =>
        {
            await using (var session = new AgentSession(_toAgent.Reader.AsStream(leaveOpen: true), new BreakableStream(_fromAgent.Writer.AsStream(leaveOpen: true), () => IsCut), policy, connect))
            {
                await session.RunAsync();
            }

            await _fromAgent.Writer.CompleteAsync();
            _exited.TrySetResult(0);
        });
    }

    /// <summary>Ends when the agent has ended, with or without its controller.</summary>
    public Task Agent { get; }

    public bool IsCut { get; private set; }

    public string Greeting => "run";

    public Stream Input { get; }

    public Stream Output { get; }

    public string ErrorText => "";

    public Task<int?> Exited => _exited.Task;

    /// <summary>Cuts the connection: each side finds its end of it closed.</summary>
    public void Kill()
    {
        IsCut = true;
        _toAgent.Writer.Complete();
        _fromAgent.Writer.Complete();
        _exited.TrySetResult(null);
    }

    public ValueTask DisposeAsync()
    {
        _toAgent.Writer.Complete();
        return default;
    }

    /// <summary>A stream that cannot be written to any more once the connection is cut.</summary>
    private sealed class BreakableStream(Stream inner, Func<bool> isCut) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (isCut())
            {
                throw new IOException("Broken pipe");
            }

            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => isCut() ? Task.FromException(new IOException("Broken pipe")) : inner.FlushAsync(cancellationToken);

        public override ValueTask DisposeAsync() => isCut() ? ValueTask.CompletedTask : inner.DisposeAsync();

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
