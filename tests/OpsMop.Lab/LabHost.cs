using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace OpsMop.Lab;

/// <summary>A Debian of its own: systemd, sshd, users, packages and an address.</summary>
public sealed class LabHost
{
    private static readonly TimeSpan s_bootTime = TimeSpan.FromSeconds(60);

    private readonly int _number;
    private readonly IReadOnlyList<string> _init;
    private Process? _nspawn;

    /// <param name="lab">The lab that it is of.</param>
    /// <param name="number">Its number.</param>
    /// <param name="networks">The networks that it has a leg in.</param>
    /// <param name="init">The packages that bring another init than systemd; none for systemd.</param>
    internal LabHost(Lab lab, int number, IReadOnlyList<LabNetwork> networks, params IReadOnlyList<string> init)
    {
        _init = init;
        Lab = lab;
        _number = number;
        Networks = networks;
        Name = LabPaths.Prefix + number.ToString(CultureInfo.InvariantCulture);
        Address = AddressIn(networks[0]);
        Folder = Path.Combine(LabPaths.Run, Name);
        KnownKey = HostKey = BaseImage.HostKey();
    }

    /// <summary>The lab that it is of.</summary>
    public Lab Lab { get; }

    /// <summary>Its name, by which the hosts of a lab know each other and <see cref="Lab.SshConfig"/> knows it.</summary>
    public string Name { get; }

    /// <summary>Its address in the first of its <see cref="Networks"/>.</summary>
    public string Address { get; }

    /// <summary>The networks that it has a leg in.</summary>
    public IReadOnlyList<LabNetwork> Networks { get; }

    /// <summary>Its root directory, as this machine sees it: for looking, and for preparing what a test finds.</summary>
    public string Root => Path.Combine(Folder, "root");

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _nspawn is { HasExited: false };

    /// <summary>The host key by which the lab's ssh configurations know it; <see langword="null"/> where they do not.</summary>
    internal string? KnownKey { get; private set; }

    /// <summary>The host key that it has.</summary>
    internal string HostKey { get; private set; }

    /// <summary>Whether its <c>/etc/hosts</c> has been written, so that what comes later is added to it.</summary>
    internal bool HasNames { get; set; }

    /// <summary>The process id of its init on this machine, where its namespaces are found; <see langword="null"/> where it does not run.</summary>
    internal int? Init => _nspawn is { HasExited: false } nspawn && LabState.Children(nspawn.Id) is [var init, ..] ? init : null;

    /// <summary>The interface of this machine that its first leg ends in.</summary>
    internal string Link => LabPaths.Link(Name, 0);

    internal string Folder { get; }

    private string Log => Path.Combine(Folder, "console.log");

    /// <summary>Its address in a network.</summary>
    /// <param name="network">One of its <see cref="Networks"/>.</param>
    public string AddressIn(LabNetwork network) => LabPaths.Address(_number, network.Number);

    /// <summary>Runs a command with the host's shell, as root, over ssh. Where this machine is on none of its networks, ssh is started in the host's own.</summary>
    /// <param name="command">The command.</param>
    /// <param name="input">Its standard input; secrets go here, never into the command.</param>
    /// <param name="time">How long it may take; two minutes unless given.</param>
    public Task<LabResult> RunAsync(string command, string? input = null, TimeSpan? time = null) => SshAsync(["ssh"], [Name, "--", command], input, time);

    /// <summary>Runs a command with the host's shell, as root, without ssh or any network: what a test does to them cannot keep it out.</summary>
    /// <param name="command">The command, for <c>sh -c</c>.</param>
    /// <param name="input">Its standard input; secrets go here, never into the command.</param>
    /// <param name="time">How long it may take; two minutes unless given.</param>
    public async Task<LabResult> EnterAsync(string command, string? input = null, TimeSpan? time = null) => Init is { } init
        ? await Tool.RunAsync(
            [
                "nsenter", $"--target={init.ToString(CultureInfo.InvariantCulture)}", "--all", "--root", "--wd", "--",
                "/usr/bin/env", "-i", "HOME=/root", "USER=root", "LANG=C.UTF-8", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "/bin/bash", "-c", command,
            ],
            input,
            time)
        : NotRunning(command);

    /// <summary>Copies a file or folder to the host, over ssh.</summary>
    /// <param name="local">The file or folder on this machine.</param>
    /// <param name="remote">Where it goes: the new name, or a folder that exists.</param>
    public async Task CopyAsync(string local, string remote) => (await SshAsync(["scp", "-q", "-r", "-p"], [local, $"{Name}:{remote}"], null, null)).OrThrow();

    /// <summary>
    /// Gives it a host key of its own, in the place of the one that all hosts of the lab share. The lab's ssh configurations go on knowing the old one, so that it has
    /// changed for whoever uses them, until <see cref="TrustHostKey"/> or <see cref="ForgetHostKey"/>.
    /// </summary>
    public async Task ChangeHostKeyAsync()
    {
        (await EnterAsync("rm -f /etc/ssh/ssh_host_*_key* && ssh-keygen -q -t ed25519 -N '' -C root@$(hostname) -f /etc/ssh/ssh_host_ed25519_key && systemctl reset-failed ssh && systemctl restart ssh")).OrThrow();
        HostKey = (await File.ReadAllTextAsync(Root + "/etc/ssh/ssh_host_ed25519_key.pub")).Trim();
        Lab.WriteConfiguration();
    }

    /// <summary>Makes the lab's ssh configurations know the host key that it has.</summary>
    public void TrustHostKey()
    {
        KnownKey = HostKey;
        Lab.WriteConfiguration();
    }

    /// <summary>Makes its host key unknown to the lab's ssh configurations.</summary>
    public void ForgetHostKey()
    {
        KnownKey = null;
        Lab.WriteConfiguration();
    }

    /// <summary>Pulls the plug: every process of the host is gone at once, its disk stays.</summary>
    public async Task KillAsync()
    {
        await LabState.EndAsync(Name);
        if (_nspawn is { } process)
        {
            await process.WaitForExitAsync();
            process.Dispose();
            _nspawn = null;
        }
    }

    /// <summary>Boots it again, after <see cref="KillAsync"/>, with the disk as it was.</summary>
    public async Task StartAsync()
    {
        if (IsRunning)
        {
            return;
        }

        List<string> command =
        [
            "systemd-nspawn", "--quiet", "--keep-unit", "--register=no", $"--directory={Root}", $"--machine={Name}", $"--network-bridge={Networks[0].Bridge}",
            .. Enumerable.Range(1, Networks.Count - 1).Select(leg => $"--network-veth-extra={LabPaths.Link(Name, leg)}:{Leg(leg)}"),
            $"--bind-ro={Lab.Repository.Folder}:/srv/repo", $"--bind-ro={Lab.Shared}:/srv/lab", $"--bind-ro={OpsMop.Lab.Lab.DotnetRoot}:/usr/share/dotnet", _init.Count == 0 ? "--boot" : "/sbin/init",
        ];

        // exec keeps the process id, which is the only thing that it will ever be killed by.
        // It moves into the host's control groups before it becomes nspawn.
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c", "log=$1; for file in $2; do echo $$ >\"$file\"; done; shift 2; exec \"$@\" </dev/null >>\"$log\" 2>&1",
                "sh", Log, string.Join(' ', ControlGroup.Create(Name)), .. command,
            ])
        {
            Environment = { ["SYSTEMD_NSPAWN_UNIFIED_HIERARCHY"] = "1" },
        };
        _nspawn = Process.Start(start)!;
        LabState.Record(Name, [_nspawn.Id]);
        if (_init.Count > 0)
        {
            await SetAddressAsync(_nspawn);
        }

        await PlugInAsync(_nspawn);
        await WaitForSshAsync(_nspawn);
        LabState.Record(Name, [_nspawn.Id, .. LabState.Children(_nspawn.Id)]);
    }

    /// <summary>Gives it a fresh disk and boots it, so that a test finds what a new host has.</summary>
    public async Task ResetAsync()
    {
        await RemoveAsync();
        KnownKey = HostKey = BaseImage.HostKey();
        Lab.WriteConfiguration();
        await PrepareAsync();
        await StartAsync();
    }

    internal async Task PrepareAsync()
    {
        foreach (string name in new[] { "upper", "work", "root" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, name));
        }

        await Tool.MustAsync("mount", "-t", "overlay", "overlay", "-o", $"lowerdir={LabPaths.Base},upperdir={Folder}/upper,workdir={Folder}/work", Root);

        Write("/etc/hostname", Name + "\n");
        Write("/etc/machine-id", Guid.NewGuid().ToString("N") + "\n");
        Lab.WriteNames(this, text => Write("/etc/hosts", text));
        // A disk that is thrown away need not survive a loss of power.
        Write("/etc/dpkg/dpkg.cfg.d/lab", "force-unsafe-io\n");
        Write("/etc/apt/sources.list", "deb [trusted=yes] file:/srv/repo ./\n");
        for (int leg = 0; leg < Networks.Count; leg++)
        {
            Write($"/etc/systemd/network/1{leg}-{Leg(leg)}.network", $"[Match]\nName={Leg(leg)}\n\n[Network]\nAddress={AddressIn(Networks[leg])}/24\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n");
        }

        Directory.CreateDirectory(Root + "/root/.ssh", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Write("/root/.ssh/authorized_keys", Lab.PublicKey);
        Directory.CreateSymbolicLink(Root + "/usr/local/bin/dotnet", "/usr/share/dotnet/dotnet");
        if (_init.Count > 0)
        {
            await InstallInitAsync();
        }

        void Write(string path, string text)
        {
            // Not through a link that the base has there: it would lead out into this machine.
            File.Delete(Root + path);
            File.WriteAllText(Root + path, text);
        }
    }

    /// <summary>Installs the init before it boots. Nothing is started meanwhile.</summary>
    private async Task InstallInitAsync()
    {
        // sysvinit's package tells the running init to start anew, and waits 45 seconds for one that is not there.
        string install = "mkfifo -m 600 /run/initctl && { cat <>/run/initctl >/dev/null 2>&1 & }; printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d && apt-get -qq update && "
            + "DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends --allow-remove-essential install " + string.Join(' ', _init) + "; code=$?; rm -f /usr/sbin/policy-rc.d /run/initctl; kill %1; exit $code";
        await Tool.MustAsync(
            "systemd-nspawn", "--quiet", "--keep-unit", "--register=no", "--pipe", $"--directory={Root}", $"--machine={Name}", $"--bind-ro={Lab.Repository.Folder}:/srv/repo",
            "/bin/sh", "-c", install);
    }

    /// <summary>Only systemd's hosts set their address themselves.</summary>
    private async Task SetAddressAsync(Process process)
    {
        var clock = Stopwatch.StartNew();
        LabResult result;
        do
        {
            await Task.Delay(50);
            string[] enter = [.. LabState.Children(process.Id).Take(1).Select(child => $"--net=/proc/{child.ToString(CultureInfo.InvariantCulture)}/ns/net")];
            result = await Tool.RunAsync(["nsenter", .. enter, "sh", "-c", $"[ -n \"$1\" ] && ip link set host0 up && ip address replace {Address}/24 dev host0", "sh", .. enter]);
        }
        while (!result.Succeeded && !process.HasExited && clock.Elapsed < s_bootTime);
        result.OrThrow();
    }

    /// <summary>What another host's <c>/etc/hosts</c> says of it: nothing, where they share no network.</summary>
    internal string NameFor(LabHost other) => Networks.FirstOrDefault(other.Networks.Contains) is { } shared ? $"{AddressIn(shared)} {Name}.example {Name}\n" : "";

    internal async Task RemoveAsync()
    {
        await KillAsync();
        HasNames = false;
        await LabState.RemoveAsync(Folder);
    }

    /// <summary>Whether this machine is on a network of its.</summary>
    private bool IsSeen => Networks[0].IsMain;

    /// <summary>The name of a leg in the host.</summary>
    private static string Leg(int leg) => leg == 0 ? "host0" : string.Create(CultureInfo.InvariantCulture, $"leg{leg}");

    private static LabResult NotRunning(string command) => new(command, 255, "", "The host does not run.\n");

    private async Task<LabResult> SshAsync(IReadOnlyList<string> program, IReadOnlyList<string> arguments, string? input, TimeSpan? time)
    {
        // Whatever a test makes ssh believe of its host key, the lab goes by the one that it has.
        IReadOnlyList<string> command = [.. program, "-F", Lab.SshConfig, "-o", $"UserKnownHostsFile={Lab.OwnKnownHosts}", .. arguments];
        if (IsSeen)
        {
            return await Tool.RunAsync(command, input, time);
        }

        return Init is { } init ? await Tool.RunAsync(["nsenter", $"--net=/proc/{init.ToString(CultureInfo.InvariantCulture)}/ns/net", "--", .. command], input, time) : NotRunning(string.Join(' ', command));
    }

    /// <summary>Puts the legs beside the first into their bridges; nspawn does it for the first only.</summary>
    private async Task PlugInAsync(Process process)
    {
        for (int leg = 1; leg < Networks.Count; leg++)
        {
            string link = LabPaths.Link(Name, leg);
            var clock = Stopwatch.StartNew();
            while (!Directory.Exists($"/sys/class/net/{link}") && !process.HasExited && clock.Elapsed < s_bootTime)
            {
                await Task.Delay(20);
            }

            if (!process.HasExited)
            {
                await Tool.MustAsync("ip", "link", "set", link, "master", Networks[leg].Bridge, "up");
            }
        }
    }

    private async Task WaitForSshAsync(Process process)
    {
        var clock = Stopwatch.StartNew();
        string reason = "";
        while (true)
        {
            if (process.HasExited || clock.Elapsed > s_bootTime)
            {
                string console = File.Exists(Log) ? string.Join('\n', (await File.ReadAllLinesAsync(Log)).TakeLast(30)) : "";
                string problem = process.HasExited ? $"ended with exit code {process.ExitCode}" : $"did not answer within {s_bootTime.TotalSeconds:0} seconds{reason}";
                throw new InvalidOperationException($"The host {Name} {problem} while booting. Its console:\n{console}");
            }

            try
            {
                using Socket socket = IsSeen ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) : NetworkNamespace.Open(Init ?? throw new IOException());
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await socket.ConnectAsync(Address, 22, limit.Token);
                using var stream = new NetworkStream(socket);
                if (await stream.ReadAsync(new byte[4], limit.Token) == 4)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException)
            {
                // Not yet.
                reason = $" ({exception.Message})";
            }

            await Task.Delay(50);
        }
    }
}
