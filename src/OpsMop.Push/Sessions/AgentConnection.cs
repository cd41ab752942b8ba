using System.Globalization;
using System.Text;
using OpsMop.Push.Agents;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Sessions;

/// <summary>A connection to a host with a running agent at its other end, or, where there is none for its platform, with a shell that evaluates lines.</summary>
internal sealed class AgentConnection : IAsyncDisposable
{
    private const int ChunkSize = 64 * 1024;
    private const int PieceSize = 512 * 1024;
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

    /// <summary>The platform of its agent, or what the host says of its kernel and processor.</summary>
    public string Platform { get; private set; }

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
    /// <exception cref="AgentException">There is no agent for its platform.</exception>
    public static async Task<AgentConnection> OpenAsync(
        IConnector connector,
        ConnectionTarget target,
        AgentStore agents,
        bool mayLackAgent,
        Action<int, string?>? attempted,
        CancellationToken cancel)
    {
        var known = await agents.KnownAsync(cancel).ConfigureAwait(false);
        var process = await connector.ConnectAsync(target, AgentBootstrap.Script(known, Greeting.Quoted), attempted, cancel).ConfigureAwait(false);
        AgentConnection? connection = null;
        try
        {
            var words = process.Greeting.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["run", var hash]:
                    return connection = Running(process, known.FirstOrDefault(agent => agent.Sha256 == hash)?.Platform.Name ?? "");
                case ["ask", var system, var machine, .. var libc]:
                    connection = new AgentConnection(process, $"{system} {machine}");
                    try
                    {
                        var agent = await agents.FindAsync(new AgentHost(system, machine, string.Join(' ', libc)), cancel).ConfigureAwait(false);
                        connection.Platform = agent.Platform.Name;
                        await connection.SendAgentAsync(target, agent, cancel).ConfigureAwait(false);
                    }
                    catch (AgentException exception) when (exception.Problem == AgentProblem.NoSuchPlatform && mayLackAgent)
                    {
                        // The shell is still there.
                    }

                    return connection;
                default:
                    throw new UnreachableException(UnreachableReason.Command, $"{target.Name} answers in a way that this build does not know: {process.Greeting}");
            }
        }
        catch
        {
            await (connection?.DisposeAsync() ?? process.DisposeAsync()).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A connection to an agent that runs.</summary>
    /// <param name="process">The agent.</param>
    /// <param name="platform">Its platform.</param>
    internal static AgentConnection Running(IRemoteProcess process, string platform) => new(process, platform) { HasAgent = true };

    /// <summary>Hands a host without an agent over to another script.</summary>
    /// <param name="script">The script; its greeting is waited for.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What stands in its greeting.</returns>
    /// <exception cref="UnreachableException">It does not greet.</exception>
    public async Task<string> BecomeAsync(string script, CancellationToken cancel)
    {
        await WriteLineAsync($"sh {script}", cancel).ConfigureAwait(false);
        while (await Reader.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(Greeting.Mark, StringComparison.Ordinal))
            {
                return line[Greeting.Mark.Length..];
            }
        }

        throw new UnreachableException(UnreachableReason.Command, $"The shell of the host ended before it was of use. {Process.ErrorText}".TrimEnd());
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
        await WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{agent.Sha256} {agent.Size}"), cancel).ConfigureAwait(false);
        while (true)
        {
            var answer = await AnswerAsync(target, cancel).ConfigureAwait(false);
            var words = answer.Split(' ', 2);
            switch (words[0])
            {
                case "run":
                    HasAgent = true;
                    return;
                case "send":
                    var isCompressed = words[^1] == "gz";
                    AgentBytes += isCompressed ? agent.CompressedSize : agent.Size;
                    var path = isCompressed ? agent.CompressedPath : agent.Path;
                    try
                    {
                        await SendFileAsync(target, path, cancel).ConfigureAwait(false);
                    }
                    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                    {
                        throw new AgentException(AgentProblem.BadFile, $"The agent cannot be read from {path}: {exception.Message}");
                    }

                    break;
                case "again":
                    break;
                default:
                    throw Refused(target, answer);
            }
        }
    }

    private static UnreachableException Refused(ConnectionTarget target, string answer) => new(
        UnreachableReason.Command,
        $"{target.Name} cannot take the agent: {(answer.Split(' ', 2) is ["fail", var reason] ? reason.Trim() : answer)}. Make room or a folder for it, or have the host managed without one (agentless: true).");

    private Task WriteLineAsync(string line, CancellationToken cancel) => WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel);

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await Process.Input.WriteAsync(bytes, cancel).ConfigureAwait(false);
            await Process.Input.FlushAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It does not listen any more. Why, it has said before it left.
        }
    }

    // Piece by piece: sshd holds what it has not yet handed on in one buffer, which it makes anew and copies with each packet that comes.
    private async Task SendFileAsync(ConnectionTarget target, string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var buffer = new byte[ChunkSize];
        for (var left = file.Length; left > 0;)
        {
            var piece = Math.Min(left, PieceSize);
            left -= piece;
            await WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{piece}{(left > 0 ? " more" : "")}"), cancel).ConfigureAwait(false);
            for (int count; piece > 0; piece -= count)
            {
                count = (int)Math.Min(piece, buffer.Length);
                await file.ReadExactlyAsync(buffer.AsMemory(0, count), cancel).ConfigureAwait(false);
                await WriteAsync(buffer.AsMemory(0, count), cancel).ConfigureAwait(false);
            }

            if (left > 0 && await AnswerAsync(target, cancel).ConfigureAwait(false) is not "more" and var answer)
            {
                throw Refused(target, answer);
            }
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

        return line;
    }
}
