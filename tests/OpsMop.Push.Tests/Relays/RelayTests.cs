using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Push.Connections;
using OpsMop.Push.Relays;
using OpsMop.Push.Sessions;
using OpsMop.Push.Tests.Sessions;

namespace OpsMop.Push.Tests.Relays;

/// <summary>A relay passes on what hosts and the controller say to each other, and carries what is large once.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private readonly EchoConnector _hosts = new();
    private AgentAtHand _agent = null!;
    private RelayLink _link = null!;

    public Task InitializeAsync()
    {
        _agent = new AgentAtHand(new SteppingPolicy(), () => _hosts);
        _link = new RelayLink("relay", AgentConnection.Running(_agent, "linux-x64"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _link.DisposeAsync();
        await _agent.Agent;
    }

    [Fact]
    public async Task A_host_behind_a_relay_hears_and_answers_byte_by_byte()
    {
        await using var process = await _link.ConnectAsync(Target("inner1"), "script", null, default);
        Assert.Equal("inner1 script", process.Greeting);
        var sent = RandomNumberGenerator.GetBytes(300_000);
        await process.Input.WriteAsync(sent);
        var heard = new byte[sent.Length];
        await process.Output.ReadExactlyAsync(heard);
        Assert.Equal(sent, heard);
        await process.Input.DisposeAsync();
        Assert.Equal(0, await process.Output.ReadAsync(heard));
        Assert.Equal(0, await process.Exited);
    }

    [Fact]
    public async Task What_many_hosts_get_crosses_the_link_once()
    {
        var large = RandomNumberGenerator.GetBytes(2 << 20);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            await using var process = await _link.ConnectAsync(Target($"inner{number}"), "script", null, default);
            for (var offset = 0; offset < large.Length; offset += 1 << 16)
            {
                await process.Input.WriteAsync(large.AsMemory(offset, 1 << 16));
            }

            await process.Input.WriteAsync(Encoding.UTF8.GetBytes($"only for {number}"));
            var heard = new byte[large.Length + 10];
            await process.Output.ReadExactlyAsync(heard);
            Assert.True(large.AsSpan().SequenceEqual(heard.AsSpan(0, large.Length)));
            Assert.Equal($"only for {number}", Encoding.UTF8.GetString(heard, large.Length, 10));
        }));
        Assert.InRange(_link.BytesSent, large.Length, large.Length + 100_000);
    }

    [Fact]
    public async Task A_host_that_the_relay_cannot_reach_is_unreachable_for_the_same_reason_here()
    {
        var exception = await Assert.ThrowsAsync<UnreachableException>(async () => await _link.ConnectAsync(Target("gone"), "script", null, default));
        Assert.Equal((UnreachableReason.Refused, "gone refuses"), (exception.Reason, exception.Message));
    }

    [Fact]
    public async Task Passwords_of_hosts_arrive_at_the_relay_and_nowhere_else()
    {
        await using var process = await _link.ConnectAsync(Target("inner1") with { SudoPassword = Secret.Adopt("for sudo"), Via = Target("jump") }, "script", null, default);
        var arrived = Assert.Single(_hosts.Targets);
        Assert.Equal(("for sudo", "jump", "10.0.0.7"), (arrived.SudoPassword!.Reveal(), arrived.Via!.Name, arrived.Settings.Address));
        Assert.False(arrived.Settings.Port.IsGiven);
    }

    [Fact]
    public async Task A_relay_that_goes_takes_its_hosts_along()
    {
        var process = await _link.ConnectAsync(Target("inner1"), "script", null, default);
        _agent.Kill();
        Assert.Equal(0, await process.Output.ReadAsync(new byte[10]));
        Assert.Null(await process.Exited);
        Assert.Equal(UnreachableReason.Via, (await Assert.ThrowsAsync<UnreachableException>(async () => await _link.ConnectAsync(Target("inner2"), "script", null, default))).Reason);
    }

    private static ConnectionTarget Target(string name) => new() { Name = name, Settings = new ConnectionSettings { Address = "10.0.0.7" } };

    /// <summary>Hosts that say back what they hear.</summary>
    private sealed class EchoConnector : IConnector
    {
        public List<ConnectionTarget> Targets { get; } = [];

        public ValueTask<IRemoteProcess> ConnectAsync(ConnectionTarget target, string script, Action<int, string?>? attempted = null, CancellationToken cancel = default)
        {
            if (target.Name == "gone")
            {
                throw new UnreachableException(UnreachableReason.Refused, "gone refuses");
            }

            lock (Targets)
            {
                Targets.Add(target);
            }

            return new(new Echo($"{target.Name} {script}"));
        }

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Echo : IRemoteProcess
    {
        private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));
        private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Echo(string greeting)
        {
            Greeting = greeting;
            Input = _pipe.Writer.AsStream();
            Output = new Watched(_pipe.Reader.AsStream(), () => _exited.TrySetResult(0));
        }

        public string Greeting { get; }

        public Stream Input { get; }

        public Stream Output { get; }

        public string ErrorText => "";

        public Task<int?> Exited => _exited.Task;

        public void Kill()
        {
            _pipe.Writer.Complete();
            _exited.TrySetResult(null);
        }

        public ValueTask DisposeAsync()
        {
            Kill();
            return default;
        }
    }

    private sealed class Watched(Stream inner, Action ended) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                ended();
            }

            return count;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
