using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Processes;

namespace OpsMop.Push.Connections;

/// <summary>A process on a host, at the other end of an <c>ssh</c> of ours.</summary>
internal sealed class SshProcess : IRemoteProcess
{
    private const int ErrorsKept = 16 * 1024;
    private const int NoiseKept = 512;

    // A connection that is kept goes to the background with ssh's standard error, in some versions.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(500);

    private static readonly byte[] s_mark = Encoding.ASCII.GetBytes(Connections.Greeting.Mark);

    private readonly LastWords _errors = new(ErrorsKept);
    private readonly ToolProcess _ssh;
    private readonly byte[] _prompt;
    private readonly Secret? _sudoPassword;
    private readonly Task _errorsRead;
    private byte[] _noise = [];
    private Stream? _output;
    private string? _greeting;
    private bool _killed;

    /// <param name="ssh">The <c>ssh</c>, just started.</param>
    /// <param name="prompt">How <c>sudo</c> asks for the password.</param>
    /// <param name="sudoPassword">The password.</param>
    public SshProcess(ToolProcess ssh, string? prompt, Secret? sudoPassword)
    {
        _ssh = ssh;
        _prompt = prompt is null ? [] : Encoding.ASCII.GetBytes(prompt);
        _sudoPassword = sudoPassword;
        _errorsRead = ReadErrorsAsync();
        Exited = FinishAsync();
    }

    /// <inheritdoc/>
    public string Greeting => _greeting ?? throw new InvalidOperationException("The process has not said that it is there.");

    /// <inheritdoc/>
    public Stream Input => _ssh.Input;

    /// <inheritdoc/>
    public Stream Output => _output ?? _ssh.Output;

    /// <inheritdoc/>
    public string ErrorText => _errors.Text;

    /// <inheritdoc/>
    public Task<int?> Exited { get; }

    /// <summary>How often <c>sudo</c> has asked for the password.</summary>
    internal int Prompts { get; private set; }

    /// <summary>The last of what the login printed instead of the greeting.</summary>
    internal string Noise => Encoding.UTF8.GetString(_noise);

    /// <inheritdoc/>
    public void Kill()
    {
        _killed = true;
        _ssh.Signal(Kernel.Terminate);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _killed |= !_ssh.Exited.IsCompleted;
        await _ssh.DisposeAsync().ConfigureAwait(false);
        await _errorsRead.ConfigureAwait(false);
    }

    /// <summary>Reads until the greeting.</summary>
    /// <returns>Whether it came; otherwise the output has ended.</returns>
    internal async Task<bool> GreetAsync(CancellationToken cancel)
    {
        var buffer = new byte[8 * 1024];
        var length = 0;
        var inLongLine = false;
        while (true)
        {
            var start = 0;
            while (buffer.AsSpan(start, length - start).IndexOf((byte)'\n') is >= 0 and var end)
            {
                var line = buffer.AsSpan(start, end);
                start += end + 1;
                if (!inLongLine && line.StartsWith(s_mark))
                {
                    _greeting = Encoding.UTF8.GetString(line[s_mark.Length..]).TrimEnd('\r');
                    if (start < length)
                    {
                        _output = new PrecededStream(buffer.AsMemory(start, length - start), _ssh.Output);
                    }

                    return true;
                }

                KeepNoise(buffer.AsSpan(start - end - 1, end + 1));
                inLongLine = false;
            }

            if (start == 0 && length == buffer.Length)
            {
                KeepNoise(buffer);
                inLongLine = true;
                length = 0;
            }
            else
            {
                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length -= start;
            }

            int count;
            try
            {
                count = await _ssh.Output.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            }
            catch (IOException e) when (e.InnerException is SocketException)
            {
                count = 0;
            }

            if (count == 0)
            {
                KeepNoise(buffer.AsSpan(0, length));
                return false;
            }

            length += count;
        }
    }

    private void KeepNoise(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.Length > NoiseKept ? bytes[^NoiseKept..] : bytes;
        var before = _noise.AsSpan(Math.Max(0, _noise.Length + bytes.Length - NoiseKept));
        _noise = [.. before, .. bytes];
    }

    private async Task<int?> FinishAsync()
    {
        var code = await _ssh.Exited.ConfigureAwait(false);
        try
        {
            await _errorsRead.WaitAsync(s_lastWords).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Somebody else holds it open; what ssh said is read.
        }

        // ssh says 255 for what goes wrong with the connection, and for a remote process that a signal has ended. Then it has no more to say.
        return _killed || _ssh.WasKilled || (code == 255 && SshFaults.TellsOfBrokenConnection(ErrorText)) ? null : code;
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new byte[512];
        try
        {
            while (await _ssh.Error.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                if (!_errors.Add(buffer.AsSpan(0, count), _greeting is null ? _prompt : []))
                {
                    continue;
                }

                if (++Prompts == 1 && _sudoPassword is not null)
                {
                    var line = Encoding.UTF8.GetBytes(_sudoPassword.Reveal() + "\n");
                    await _ssh.Input.WriteAsync(line).ConfigureAwait(false);
                    CryptographicOperations.ZeroMemory(line);
                }
                else
                {
                    // Asking again is how sudo says that the password was wrong.
                    Kill();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The end of the connection; how it ended is told by the exit code.
        }
    }
}
