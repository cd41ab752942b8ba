using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Push.Agents;
using OpsMop.Push.Agents.Tests;
using OpsMop.Push.Connections;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Tests.Sessions;

public sealed class AgentConnectionTests : IDisposable
{
    private static readonly ConnectionTarget s_target = new() { Name = "web1", Settings = new() };

    private readonly AgentBench _bench = new();
    private readonly AskingHost _host = new();

    [Fact]
    public async Task An_agent_is_sent_in_pieces_each_of_which_is_asked_for()
    {
        var program = File.ReadAllBytes(_bench.At("native.elf")).Concat(RandomNumberGenerator.GetBytes(1_200_000)).ToArray();
        await using var store = Given(program);
        var opening = OpenAsync(store);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(program))} {program.Length}"), await _host.LineAsync());
        await _host.SayAsync("send raw");
        var pieces = new List<byte>();
        for (var more = true; more;)
        {
            var words = (await _host.LineAsync()).Split(' ');
            pieces.AddRange(await _host.BytesAsync(int.Parse(words[0], CultureInfo.InvariantCulture)));
            more = words is [_, "more"];
            Assert.True(pieces.Count == program.Length || pieces.Count % (512 * 1024) == 0);
            await _host.SayAsync(more ? "more" : $"run {Convert.ToHexStringLower(SHA256.HashData(program))}");
        }

        await using var connection = await opening;
        Assert.True(connection.HasAgent);
        Assert.Equal(program.Length, connection.AgentBytes);
        Assert.Equal(program, pieces);
        _host.Kill();
    }

    [Fact]
    public async Task A_host_that_has_no_room_after_the_first_piece_is_told_of_by_its_name()
    {
        await using var store = Given([.. File.ReadAllBytes(_bench.At("native.elf")), .. RandomNumberGenerator.GetBytes(1_200_000)]);
        var opening = OpenAsync(store);
        await _host.LineAsync();
        await _host.SayAsync("send raw");
        Assert.Equal("524288 more", await _host.LineAsync());
        await _host.BytesAsync(512 * 1024);
        await _host.SayAsync("fail /var/lib/opsmop/agents has no room, or cannot be written");

        var fault = await Assert.ThrowsAsync<UnreachableException>(() => opening);
        Assert.Equal(
            "web1 cannot take the agent: /var/lib/opsmop/agents has no room, or cannot be written. Make room or a folder for it, or have the host managed without one (agentless: true).", fault.Message);
    }

    [Fact]
    public async Task An_agents_file_that_vanishes_before_it_is_sent_is_a_failure_of_that_host_and_names_the_file()
    {
        await using var store = Given(File.ReadAllBytes(_bench.At("native.elf")));
        var file = Assert.Single(await store.KnownAsync(CancellationToken.None)).Path;
        var opening = OpenAsync(store);
        await _host.LineAsync();
        File.Delete(file);
        await _host.SayAsync("send raw");

        var fault = await Assert.ThrowsAsync<AgentException>(() => opening);
        Assert.Equal(AgentProblem.BadFile, fault.Problem);
        Assert.StartsWith($"The agent cannot be read from {file}: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_while_the_agent_is_sent_says_so()
    {
        await using var store = Given(File.ReadAllBytes(_bench.At("native.elf")));
        var opening = OpenAsync(store);
        await _host.LineAsync();
        _host.Kill();

        var fault = await Assert.ThrowsAsync<UnreachableException>(() => opening);
        Assert.Equal(UnreachableReason.Broken, fault.Reason);
        Assert.StartsWith("The connection to web1 broke while the agent was sent", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private AgentStore Given(byte[] program)
    {
        var file = _bench.Write("given", program);
        return _bench.Store(options => options with { Given = [new GivenAgent(null, file)] });
    }

    private Task<AgentConnection> OpenAsync(AgentStore store) => AgentConnection.OpenAsync(_host, s_target, store, mayLackAgent: false, attempted: null, CancellationToken.None);

    /// <summary>A host that is not there: the test says what it says.</summary>
    private sealed class AskingHost : IConnector, IRemoteProcess
    {
        private readonly Pipe _toHost = new(new PipeOptions(pauseWriterThreshold: 0));
        private readonly Pipe _fromHost = new();
        private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Stream _heard;

        public AskingHost()
        {
            _heard = _toHost.Reader.AsStream();
            Input = _toHost.Writer.AsStream(leaveOpen: true);
            Output = _fromHost.Reader.AsStream(leaveOpen: true);
        }

        public string Greeting => $"ask {AgentBench.Host.System} {AgentBench.Host.Machine} {AgentBench.Host.Libc}";

        public Stream Input { get; }

        public Stream Output { get; }

        public string ErrorText => "";

        public Task<int?> Exited => _exited.Task;

        public ValueTask<IRemoteProcess> ConnectAsync(ConnectionTarget target, string script, Action<int, string?>? attempted = null, CancellationToken cancel = default) => new(this);

        public async Task<string> LineAsync()
        {
            var line = new StringBuilder();
            while (await BytesAsync(1) is [not (byte)'\n' and var letter])
            {
                line.Append((char)letter);
            }

            return line.ToString();
        }

        public async Task<byte[]> BytesAsync(int count)
        {
            var bytes = new byte[count];
            await _heard.ReadExactlyAsync(bytes).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            return bytes;
        }

        public async Task SayAsync(string line) => await _fromHost.Writer.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"));

        public void Kill()
        {
            _fromHost.Writer.Complete();
            _exited.TrySetResult(null);
        }

        public ValueTask DisposeAsync()
        {
            Kill();
            return default;
        }
    }
}
