using System.Buffers;
using System.Globalization;

namespace OpsMop.Push.Connections;

/// <summary>The arguments of <c>ssh</c> for a host. What its settings do not say is left to the configuration of OpenSSH, but for what a program needs in place of a person.</summary>
internal sealed class SshCommandLine
{
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(10);

    // What OpenSSH itself refuses in a name since 9.6, because it may reach a shell.
    private static readonly SearchValues<char> s_notInNames = SearchValues.Create("'`\"$\\;&<>|(){} \t");

    private readonly SshOptions _options;
    private readonly ConnectionTarget _target;
    private readonly string? _viaSocket;

    /// <param name="options">How OpenSSH is used.</param>
    /// <param name="target">The host.</param>
    /// <param name="viaSocket">The control socket of the connection to the host that it is reached through.</param>
    /// <exception cref="UnreachableException">The name or address cannot be one.</exception>
    public SshCommandLine(SshOptions options, ConnectionTarget target, string? viaSocket)
    {
        (_options, _target, _viaSocket) = (options, target, viaSocket);
        Destination = target.Settings.Address ?? target.Name;
        if (Destination.Length == 0 || Destination[0] == '-' || Destination.AsSpan().IndexOfAny(s_notInNames) >= 0 || Destination.Any(char.IsControl))
        {
            throw new UnreachableException(
                UnreachableReason.UnknownName,
                $"{target.Name}: '{SshFaults.Printable(Destination)}' cannot be the address of a host. Correct the name, or set address.");
        }
    }

    /// <summary>What is connected to.</summary>
    public string Destination { get; }

    /// <summary>How long connecting to a host may take, and how long it may be silent.</summary>
    public static TimeSpan TimeoutOf(ConnectionTarget target) =>
        target.Settings.Timeout is { IsGiven: true, Error: null, Value: var value } && value > TimeSpan.Zero ? value : s_defaultTimeout;

    /// <summary>The arguments for a command on the host.</summary>
    /// <param name="command">What the login shell there gets.</param>
    /// <param name="keptSocket">The control socket of a connection that is kept; <see langword="null"/> where none is.</param>
    public IReadOnlyList<string> ForCommand(string command, string? keptSocket)
    {
        var arguments = Start();
        if (keptSocket is not null)
        {
            arguments.AddRange(["-S", keptSocket, "-o", "ControlMaster=auto", "-o", $"ControlPersist={Seconds(_target.Settings.Persist.Value)}"]);
        }
        else if (_viaSocket is not null)
        {
            // A socket of the user's own configuration is named by the address, and behind two jump hosts the same address is two hosts.
            arguments.AddRange(["-S", "none"]);
        }

        // A command that the configuration has for people, such as tmux, would stand in the way of ours.
        arguments.AddRange(["-o", "RemoteCommand=none"]);
        AddSettings(arguments);
        arguments.AddRange(["--", Destination, command]);
        return arguments;
    }

    /// <summary>The arguments for a connection that others go through, and that prints <see cref="JumpHost.Ready"/> when they can.</summary>
    /// <param name="socket">Its control socket.</param>
    public IReadOnlyList<string> ForJump(string socket)
    {
        var arguments = Start();
        arguments.AddRange(["-M", "-N", "-S", socket, "-o", "ControlPersist=no", "-o", "PermitLocalCommand=yes", "-o", $"LocalCommand=echo {JumpHost.Ready}"]);
        AddSettings(arguments);
        arguments.AddRange(["--", Destination]);
        return arguments;
    }

    /// <summary>The arguments for a connection that others go through and that is kept; <c>ssh</c> goes to the background when they can.</summary>
    /// <param name="socket">Its control socket.</param>
    public IReadOnlyList<string> ForKeptJump(string socket)
    {
        var arguments = Start();
        arguments.AddRange(["-M", "-N", "-f", "-S", socket, "-o", $"ControlPersist={Seconds(_target.Settings.Persist.Value)}"]);
        AddSettings(arguments);
        arguments.AddRange(["--", Destination]);
        return arguments;
    }

    private List<string> Start()
    {
        List<string> arguments = _options.ConfigFile is { } file ? ["-F", file, "-T"] : ["-T"];
        if (_viaSocket is not null)
        {
            // Of two options OpenSSH takes the first, also of ProxyCommand and ProxyJump: here it is the inventory's.
            arguments.AddRange(["-o", $"ProxyCommand={ProxyCommand(_viaSocket)}"]);
        }

        return arguments;
    }

    /// <summary>Through the live connection to the jump host, and never around it: where that has ended, the command ends too.</summary>
    private string ProxyCommand(string socket) =>
        $"{Quote(_options.Program)} -F /dev/null -S {Quote(socket)} -o ControlMaster=no -o ProxyCommand=false -o LogLevel=ERROR -W '[%h]:%p' -- opsmop-via";

    /// <summary>For the shell that runs it, and for ssh, which replaces what follows a percent sign.</summary>
    private static string Quote(string text) => ShellQuoting.Quote(text).Replace("%", "%%", StringComparison.Ordinal);

    private void AddSettings(List<string> arguments)
    {
        var settings = _target.Settings;
        foreach (var option in settings.Options)
        {
            arguments.AddRange(["-o", option]);
        }

        if (settings.Port.IsGiven)
        {
            arguments.AddRange(["-p", settings.Port.ToString()]);
        }

        if (settings.User is { } user)
        {
            arguments.AddRange(["-l", user]);
        }

        if (settings.IdentityFile is { } identity)
        {
            arguments.AddRange(["-i", identity, "-o", "IdentitiesOnly=yes"]);
        }

        // Not set, OpenSSH asks, and without a person there to answer it refuses: as strict, unless the user's configuration says otherwise.
        arguments.AddRange(settings.HostKeys switch
        {
            HostKeyPolicy.Strict => ["-o", "StrictHostKeyChecking=yes"],
            HostKeyPolicy.AcceptNew => ["-o", "StrictHostKeyChecking=accept-new"],
            HostKeyPolicy.Off => ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "GlobalKnownHostsFile=/dev/null"],
            _ => Array.Empty<string>(),
        });

        arguments.AddRange(_target.Password is null
            ? ["-o", "BatchMode=yes"]
            : ["-o", "BatchMode=no", "-o", "NumberOfPasswordPrompts=1", "-o", "PreferredAuthentications=gssapi-with-mic,hostbased,publickey,password,keyboard-interactive"]);

        // Its own limit ends before ours, because it knows better what it was waiting for.
        var timeout = Math.Max(1, (int)Math.Ceiling(TimeoutOf(_target).TotalSeconds));
        arguments.AddRange(["-o", $"ConnectTimeout={Text(Math.Max(1, timeout - 1))}"]);

        // The connection ends when a probe has gone out for each of the count, and one interval more, without an answer.
        arguments.AddRange(["-o", $"ServerAliveInterval={Text(Math.Max(1, timeout / 3))}", "-o", $"ServerAliveCountMax={(timeout < 3 ? "1" : "2")}"]);

        // What it says is what tells people why, and us that a connection has broken; a configuration with QUIET would leave both with nothing.
        arguments.AddRange(["-o", "LogLevel=INFO"]);
    }

    private static string Seconds(TimeSpan time) => Text(Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
