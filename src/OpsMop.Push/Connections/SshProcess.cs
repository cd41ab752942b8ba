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
        while (true)
        {
            int count;
            try
            {
                count = await _ssh.Output.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            }
            catch (IOException e) when (e.InnerException is SocketException)
            {
                count = 0;
            }

            length += count;
            var mark = buffer.AsSpan(0, length).IndexOf(s_mark);
            if (mark >= 0 && buffer.AsSpan(mark, length - mark).IndexOf((byte)'\n') is >= 0 and var end)
            {
                var next = mark + end + 1;
                _greeting = Encoding.UTF8.GetString(buffer.AsSpan(mark + s_mark.Length, end - s_mark.Length)).TrimEnd('\r');
                if (next < length)
                {
                    _output = new PrecededStream(buffer.AsMemory(next, length - next), _ssh.Output);
                }

                return true;
            }

            if (count == 0)
            {
                KeepNoise(buffer.AsSpan(0, length));
                return false;
            }

            // What can still become a greeting stays: its line, unless that has no end, or as much as could be the beginning of the mark.
            var noise = mark < 0 || length - mark == buffer.Length ? Math.Max(0, length - (s_mark.Length - 1)) : mark;
            KeepNoise(buffer.AsSpan(0, noise));
            buffer.AsSpan(noise, length - noise).CopyTo(buffer);
            length -= noise;
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
