using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Processes;

namespace OpsMop.Push.Connections;

/// <summary>
/// Connects by OpenSSH: one <c>ssh</c> for each host, and one more for each host that others are reached through, which they share. What a terminal on the same machine
/// knows (configuration, agent, certificates, known hosts, ProxyJump) holds here.
/// </summary>
/// <param name="options">How OpenSSH is used.</param>
internal sealed class SshConnector(SshOptions? options = null) : IConnector
{
    // As long as this a jump host that could not be reached is not tried again: all that are behind it would wait for it one after the other.
    private static readonly TimeSpan s_jumpRetry = TimeSpan.FromSeconds(30);

    // Whether two names are one sshd is worth knowing, and not worth waiting for a resolver that does not answer.
    private static readonly TimeSpan s_resolveLimit = TimeSpan.FromMilliseconds(250);

    private const int ErrorsKept = 16 * 1024;
    private const int MostResolved = 8;

    private readonly SshOptions _options = options ?? new();
    private readonly HandshakeGate _gate = new((options ?? new()).HandshakesPerHop, (options ?? new()).Handshakes);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Jump> _jumps = new(StringComparer.Ordinal);
    private readonly List<JumpHost> _opened = [];
    private readonly ConcurrentDictionary<string, Task<string>> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _resolving = new(MostResolved, MostResolved);
    private readonly CancellationTokenSource _end = new();
    private PrivateFolder? _folder;
    private PrivateFolder? _programs;
    private string? _keptFolder;
    private string? _helper;
    private volatile bool _resolverIsSlow;
    private bool _disposed;

    /// <inheritdoc/>
    public async ValueTask<IRemoteProcess> ConnectAsync(ConnectionTarget target, string script, Action<int, string?>? attempted = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(script);
        var sudoUser = target.Settings.Sudo == true ? target.Settings.SudoUser ?? "root" : null;
        var prompt = sudoUser is null || target.SudoPassword is null ? null : $"opsmop-{RandomNumberGenerator.GetHexString(24, lowercase: true)}:";
        var command = RemoteCommand.For(script, sudoUser, prompt);
        return await RetryAsync(
            target,
            isJump: false,
            async (line, kept, said, token) =>
            {
                using var askPass = AskPassFor(target);
                var ssh = Command(line.ForCommand(command, kept), target, askPass);
                var process = new SshProcess(Start(target, ssh), prompt, target.SudoPassword);
                try
                {
                    var timedOut = false;
                    try
                    {
                        if (await process.GreetAsync(token).ConfigureAwait(false))
                        {
                            return (process, null);
                        }

                        await process.Exited.WaitAsync(token).ConfigureAwait(false);
                    }
                    catch (OperationCanceledException)
                    {
                        timedOut = true;
                    }

                    var evidence = new SshEvidence
                    {
                        ErrorText = process.ErrorText,
                        JumpText = said(),
                        Noise = process.Noise,
                        ExitCode = timedOut || !process.Exited.IsCompletedSuccessfully ? null : await process.Exited.ConfigureAwait(false),
                        Prompts = process.Prompts,
                        TimedOut = timedOut,
                    };
                    await process.DisposeAsync().ConfigureAwait(false);
                    return ((SshProcess?)null, (SshFault?)SshFaults.Explain(target, line.Destination, evidence));
                }
                catch
                {
                    await process.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            },
            attempted,
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<Jump> starting;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            starting = [.. _jumps.Values];
        }

        await _end.CancelAsync().ConfigureAwait(false);
        foreach (var jump in starting)
        {
            // One that is just being opened gives up, and takes its ssh along.
            await jump.EndedAsync().ConfigureAwait(false);
        }

        // Those that are reached through others were opened after them.
        foreach (var jump in Enumerable.Reverse(_opened))
        {
            await jump.DisposeAsync().ConfigureAwait(false);
        }

        _folder?.Dispose();
        _programs?.Dispose();
        _end.Dispose();
    }

    /// <summary>Makes a connection, again while sshd turns it away because there are too many.</summary>
    /// <param name="target">The host.</param>
    /// <param name="isJump">Whether others go through the connection.</param>
    /// <param name="connect">Makes it once, or tells why not. It is given the control socket of a connection that is kept, and what the jump host's <c>ssh</c> has said meanwhile.</param>
    /// <param name="attempted">Told of each try.</param>
    /// <param name="cancel">Gives it up.</param>
    private async Task<T> RetryAsync<T>(
        ConnectionTarget target,
        bool isJump,
        Func<SshCommandLine, string?, Func<string>, CancellationToken, Task<(T? Connection, SshFault? Fault)>> connect,
        Action<int, string?>? attempted,
        CancellationToken cancel)
        where T : class, IAsyncDisposable
    {
        var kept = KeptSocket(target, isJump);
        var delay = _options.FirstDelay;
        string? why = null;
        for (var attempt = 1; ; attempt++)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);

            // Over a connection that was kept nobody logs in, and the way to the host is there.
            var isKept = kept is not null && KeptConnection.IsAlive(kept);
            var via = isKept || target.Via is null ? null : await JumpAsync(target, target.Via, cancel).ConfigureAwait(false);
            var line = new SshCommandLine(_options, target, isKept && target.Via is { } kin ? KeptSocket(kin, isJump: true) : via?.Socket);
            var turn = isKept ? null : await _gate.EnterAsync(await HopAsync(target, line.Destination, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            SshFault fault;
            using (turn)
            {
                attempted?.Invoke(attempt, why);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, _end.Token);
                limit.CancelAfter(SshCommandLine.TimeoutOf(target));
                var before = via?.Errors.Total ?? 0;
                var (connection, refused) = await connect(line, kept, () => via?.Errors.Since(before) ?? "", limit.Token).ConfigureAwait(false);
                if (connection is not null)
                {
                    if (turn is not null)
                    {
                        turn.LetIn = true;
                    }

                    return connection;
                }

                fault = refused!.Value;
                cancel.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (turn is not null && fault.Passes)
                {
                    turn.LetIn = false;
                }
            }

            if (isKept && fault.Reason is UnreachableReason.Timeout or UnreachableReason.Broken)
            {
                // It leads nowhere any more. The next connection is a fresh one; ssh ends this one when it notices.
                File.Delete(kept!);
            }

            if (via is { HasEnded: true } && fault.Reason is not UnreachableReason.Authentication and not UnreachableReason.Sudo)
            {
                fault = new(UnreachableReason.Via, $"{target.Name}: the connection to {target.Via!.Name}, which it is reached through, has broken.", Passes: true);
            }

            if (!fault.Passes || attempt >= _options.Tries)
            {
                throw new UnreachableException(
                    fault.Reason,
                    fault.Passes ? $"{fault.Message} Tried {attempt.ToString(CultureInfo.InvariantCulture)} times." : fault.Message);
            }

            // Not all at the same moment again.
            await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()), cancel).ConfigureAwait(false);
            delay = delay * 2 < _options.LongestDelay ? delay * 2 : _options.LongestDelay;
            why = fault.Message;
        }
    }

    /// <summary>The connection to a host that another is reached through. It is made once; who asks meanwhile waits for the same.</summary>
    private async Task<JumpHost> JumpAsync(ConnectionTarget target, ConnectionTarget via, CancellationToken cancel)
    {
        Jump jump;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_jumps.TryGetValue(via.Name, out jump!) || jump.IsOver)
            {
                _jumps[via.Name] = jump = new Jump(() => OpenJumpAsync(via));
            }
        }

        try
        {
            return await jump.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (UnreachableException e)
        {
            throw new UnreachableException(UnreachableReason.Via, $"{target.Name} is reached through {via.Name}, which could not be reached. {e.Message}", e);
        }
    }

    private Task<JumpHost> OpenJumpAsync(ConnectionTarget target) => RetryAsync(
        target,
        isJump: true,
        (line, kept, said, token) => kept is null ? OpenJumpAsync(target, line, said, token) : OpenKeptJumpAsync(target, line, kept, said, token),
        attempted: null,
        _end.Token);

    private async Task<(JumpHost? Jump, SshFault? Fault)> OpenJumpAsync(ConnectionTarget target, SshCommandLine line, Func<string> said, CancellationToken cancel)
    {
        var socket = $"{Folder().Path}/{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        using var askPass = AskPassFor(target);
        var ssh = Start(target, JumpHost.EndingWithUs(Command(line.ForJump(socket), target, askPass, shell: true)));
        var errors = new LastWords(ErrorsKept);
        var errorsRead = errors.AddAllAsync(ssh.Error);
        try
        {
            var timedOut = false;
            try
            {
                if (await ReadsLineAsync(ssh.Output, JumpHost.Ready, cancel).ConfigureAwait(false))
                {
                    var jump = new JumpHost(socket, ssh, errors);
                    lock (_lock)
                    {
                        _opened.Add(jump);
                    }

                    return (jump, null);
                }

                await ssh.Exited.WaitAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                timedOut = true;
            }

            int? code = ssh.Exited.IsCompletedSuccessfully ? await ssh.Exited.ConfigureAwait(false) : null;
            await JumpHost.EndAsync(ssh).ConfigureAwait(false);
            await errorsRead.ConfigureAwait(false);
            var evidence = new SshEvidence { ErrorText = errors.Text, JumpText = said(), ExitCode = code, TimedOut = timedOut };
            return (null, SshFaults.Explain(AsJump(target), line.Destination, evidence));
        }
        catch
        {
            await JumpHost.EndAsync(ssh).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(JumpHost? Jump, SshFault? Fault)> OpenKeptJumpAsync(ConnectionTarget target, SshCommandLine line, string socket, Func<string> said, CancellationToken cancel)
    {
        var evidence = new SshEvidence { TimedOut = true };
        try
        {
            // Two runs at the same time make one connection: ssh would keep the second, which nobody could find, for ever.
            await using var turn = await LockAsync($"{socket}.lock", cancel).ConfigureAwait(false);
            if (KeptConnection.IsAlive(socket))
            {
                return (new JumpHost(socket, null, null), null);
            }

            File.Delete(socket);
            using var askPass = AskPassFor(target);
            await using var ssh = Start(target, Command(line.ForKeptJump(socket), target, askPass, shell: true));
            var errors = new LastWords(ErrorsKept);
            var errorsRead = errors.AddAllAsync(ssh.Error);
            int? code = null;
            try
            {
                code = await ssh.Exited.WaitAsync(cancel).ConfigureAwait(false);
                if (code == 0)
                {
                    return (new JumpHost(socket, null, null), null);
                }
            }
            finally
            {
                await ssh.DisposeAsync().ConfigureAwait(false);
                await errorsRead.ConfigureAwait(false);
                evidence = new() { ErrorText = errors.Text, JumpText = said(), ExitCode = code, TimedOut = code is null };
            }
        }
        catch (OperationCanceledException)
        {
            // What it said until then tells why.
        }

        return (null, SshFaults.Explain(AsJump(target), line.Destination, evidence));
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(50, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Nobody becomes another user on a host that is only gone through.</summary>
    private static ConnectionTarget AsJump(ConnectionTarget target) => target with { Settings = target.Settings with { Sudo = false } };

    private static async Task<bool> ReadsLineAsync(Stream stream, string line, CancellationToken cancel)
    {
        var text = new StringBuilder();
        var buffer = new byte[256];
        try
        {
            while (await stream.ReadAsync(buffer, cancel).ConfigureAwait(false) is > 0 and var count && text.Length < 64 * 1024)
            {
                if (text.Append(Encoding.ASCII.GetString(buffer, 0, count)).ToString().Contains(line + "\n", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }
        catch (IOException)
        {
            // As the end.
        }

        return false;
    }

    /// <summary>The control socket of a host that is kept from run to run; what it is reached through must be kept too, or it would not last.</summary>
    private string? KeptSocket(ConnectionTarget target, bool isJump)
    {
        for (var host = target; host is not null; host = host.Via)
        {
            if (host.Settings.Persist is not { IsGiven: true, Error: null } persist || persist.Value <= TimeSpan.Zero)
            {
                return null;
            }
        }

        return KeptConnection.Socket(KeptFolder(), _options, target, isJump);
    }

    /// <summary>Who counts the logins of a connection: the sshd at an address, or what is behind a jump host.</summary>
    private async ValueTask<string> HopAsync(ConnectionTarget target, string destination, CancellationToken cancel)
    {
        if (target.Via is { } via)
        {
            return $"via {via.Name}";
        }

        var address = _resolverIsSlow || IPAddress.TryParse(destination, out _) ? destination : await AddressAsync(destination, cancel).ConfigureAwait(false);
        return $"{address} {target.Settings.Port}";
    }

    /// <summary>The address of a name; the name where it is not known in time, or does not matter.</summary>
    private async ValueTask<string> AddressAsync(string name, CancellationToken cancel)
    {
        using var known = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var room = _gate.HasRoomAsync(known.Token);
        if (room.IsCompleted)
        {
            return name;
        }

        try
        {
            var address = _addresses.GetOrAdd(name, ResolveAsync);
            await Task.WhenAny(room, address).WaitAsync(s_resolveLimit, cancel).ConfigureAwait(false);
            return address.IsCompleted ? await address.ConfigureAwait(false) : name;
        }
        catch (TimeoutException)
        {
            // Then names have to do, this one and those that come.
            _resolverIsSlow = true;
            return name;
        }
        finally
        {
            await known.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<string> ResolveAsync(string name)
    {
        await _resolving.WaitAsync().ConfigureAwait(false);
        try
        {
            // The C library holds the thread until a name server has answered, or has not: one of the pool would be missing where hosts are waited for.
            return await Task.Factory.StartNew(static state => Resolve((string)state!), name, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _resolving.Release();
        }
    }

    private static string Resolve(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name) is [var first, ..] ? first.ToString() : name;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // A name of ssh's configuration.
            return name;
        }
    }

    private AskPass? AskPassFor(ConnectionTarget target) => target.Password is { } password ? AskPass.Open(Helper(), password) : null;

    private ToolCommand Command(IReadOnlyList<string> arguments, ConnectionTarget target, AskPass? askPass, bool shell = false)
    {
        var ssh = new ToolCommand(_options.Program).WithArguments(arguments);
        if (shell || target.Via is not null)
        {
            // It runs ProxyCommand and LocalCommand with this, and ours are written for it.
            ssh = ssh.WithEnvironment("SHELL", "/bin/sh");
        }

        return askPass is null ? ssh : askPass.Give(ssh);
    }

    private static ToolProcess Start(ConnectionTarget target, ToolCommand ssh)
    {
        try
        {
            return ssh.Start();
        }
        catch (SystemFaultException e)
        {
            throw new UnreachableException(UnreachableReason.Other, $"{target.Name}: {e.Message}", e);
        }
    }

    private PrivateFolder Folder()
    {
        lock (_lock)
        {
            return _folder ??= PrivateFolder.Create(holdsProgram: false);
        }
    }

    private string KeptFolder()
    {
        lock (_lock)
        {
            if (_keptFolder is null)
            {
                if (_options.KeptFolder is { } given)
                {
                    PrivateFolder.Lasting(given);
                }

                _keptFolder = _options.KeptFolder ?? PrivateFolder.Lasting();
            }

            return _keptFolder;
        }
    }

    private string Helper()
    {
        lock (_lock)
        {
            return _helper ??= AskPass.WriteHelper(_programs ??= PrivateFolder.Create(holdsProgram: true));
        }
    }

    /// <summary>A connection that is being made, or was.</summary>
    private sealed class Jump
    {
        private readonly long _since = Environment.TickCount64;
        private JumpHost? _host;

        public Jump(Func<Task<JumpHost>> open) => Task = System.Threading.Tasks.Task.Run(async () => _host = await open().ConfigureAwait(false));

        public Task<JumpHost> Task { get; }

        /// <summary>Whether a new one is to be made: it has broken, or has not come about long ago.</summary>
        public bool IsOver => _host?.HasEnded ?? (Task.IsCompleted && Environment.TickCount64 - _since > (long)s_jumpRetry.TotalMilliseconds);

        public async Task EndedAsync() => await ((Task)Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
