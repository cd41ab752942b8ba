using System.Text;
using OpsMop.Push.Agents;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Sessions;

/// <summary>A connection to a host with a running agent at its other end, or, where there is none for its platform, with a shell that evaluates lines.</summary>
internal sealed class AgentConnection : IAsyncDisposable
{
    private const int ChunkSize = 64 * 1024;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);

    private AgentConnection(IRemoteProcess process, string platform)
    {
        Process = process;
        Platform = platform;
        Reader = new FrameReader(process.Output);
        Writer = new FrameWriter(process.Input);
    }

    /// <summary>The process at the other end.</summary>
    public IRemoteProcess Process { get; }

    /// <summary>What the host says of its kernel and processor.</summary>
    public string Platform { get; }

    /// <summary>How many bytes of agent were sent.</summary>
    public long AgentBytes { get; private set; }

    /// <summary>Whether an agent runs at the other end; otherwise a shell waits for lines.</summary>
    public bool HasAgent { get; private set; }

    /// <summary>Reads what it says.</summary>
    public FrameReader Reader { get; }

    /// <summary>Writes what it hears.</summary>
    public FrameWriter Writer { get; }

    /// <summary>Connects to a host and starts the agent there, sending it where it is not there yet.</summary>
    /// <param name="connector">Connects.</param>
    /// <param name="target">The host.</param>
    /// <param name="agents">Where agents come from.</param>
    /// <param name="mayLackAgent">Whether a host without an agent for its platform is good enough.</param>
    /// <param name="attempted">Told of each try to connect.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="UnreachableException">The host cannot be reached, or does not take the agent.</exception>
    /// <exception cref="NoAgentException">There is no agent for its platform.</exception>
    public static async Task<AgentConnection> OpenAsync(
        IConnector connector,
        ConnectionTarget target,
        IAgentSource agents,
        bool mayLackAgent,
        Action<int, string?>? attempted,
        CancellationToken cancel)
    {
        var process = await connector.ConnectAsync(target, Bootstrap.Find(agents.Ready), attempted, cancel).ConfigureAwait(false);
        AgentConnection? connection = null;
        try
        {
            var greeting = process.Greeting;
            connection = new AgentConnection(process, greeting[(greeting.IndexOf(' ') + 1)..].Trim());
            if (greeting.StartsWith(Bootstrap.Running, StringComparison.Ordinal))
            {
                connection.HasAgent = true;
                return connection;
            }

            if (!greeting.StartsWith(Bootstrap.Needed, StringComparison.Ordinal))
            {
                throw new UnreachableException(UnreachableReason.Command, $"{target.Name} answers in a way that this build does not know: {greeting}");
            }

            try
            {
                await connection.SendAgentAsync(target, await agents.GetAsync(connection.Platform, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            }
            catch (NoAgentException exception) when (exception.IsForeign && mayLackAgent)
            {
                // The shell is still there.
            }

            return connection;
        }
        catch
        {
            await (connection?.DisposeAsync() ?? process.DisposeAsync()).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the connection: the agent has time to end by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Process.Input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It is gone already.
        }

        if (HasAgent)
        {
            await Task.WhenAny(Process.Exited, Task.Delay(s_farewell)).ConfigureAwait(false);
        }

        await Process.DisposeAsync().ConfigureAwait(false);
        Writer.Dispose();
    }

    private async Task SendAgentAsync(ConnectionTarget target, AgentFile agent, CancellationToken cancel)
    {
        await Process.Input.WriteAsync(Encoding.UTF8.GetBytes(Bootstrap.Receive(agent) + "\n"), cancel).ConfigureAwait(false);
        await Process.Input.FlushAsync(cancel).ConfigureAwait(false);
        var answer = await AnswerAsync(target, cancel).ConfigureAwait(false);
        if (answer.StartsWith(Bootstrap.Send, StringComparison.Ordinal))
        {
            var isCompressed = answer.EndsWith("gzip", StringComparison.Ordinal);
            AgentBytes = isCompressed ? agent.CompressedSize : agent.Size;
            await SendFileAsync(isCompressed ? agent.CompressedPath : agent.Path, cancel).ConfigureAwait(false);
            answer = await AnswerAsync(target, cancel).ConfigureAwait(false);
        }

        if (answer != Bootstrap.Started)
        {
            throw new UnreachableException(UnreachableReason.Command, $"{target.Name} does not take the agent: {answer}");
        }

        HasAgent = true;
    }

    private async Task SendFileAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var buffer = new byte[ChunkSize];
            int count;
            while ((count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false)) > 0)
            {
                await Process.Input.WriteAsync(buffer.AsMemory(0, count), cancel).ConfigureAwait(false);
            }

            await Process.Input.FlushAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException) when (!cancel.IsCancellationRequested)
        {
            // It does not listen any more. Why, it has said before it left.
        }
    }

    private async Task<string> AnswerAsync(ConnectionTarget target, CancellationToken cancel)
    {
        var line = await Reader.ReadLineAsync(cancel).ConfigureAwait(false);
        if (line is null)
        {
            var code = await Process.Exited.WaitAsync(s_farewell, cancel).ConfigureAwait(false);
            throw new UnreachableException(
                UnreachableReason.Broken,
                $"The connection to {target.Name} broke while the agent was sent{(code is null ? "" : $" (exit code {code})")}. {Process.ErrorText}".TrimEnd());
        }

        return line.StartsWith(Bootstrap.Failed, StringComparison.Ordinal)
            ? throw new UnreachableException(UnreachableReason.Command, $"{target.Name} cannot take the agent: {line[Bootstrap.Failed.Length..].Trim()}. Make room, or name the host with agentless: true.")
            : line;
    }
}
