using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace OpsMop.Lab;

/// <summary>A Debian of its own: systemd, sshd, users, packages and an address.</summary>
public sealed class LabHost
{
    private static readonly TimeSpan s_bootTime = TimeSpan.FromSeconds(60);

    private readonly Lab _lab;
    private readonly int _number;
    private readonly IReadOnlyList<string> _init;
    private Process? _nspawn;

    /// <param name="lab">The lab that it is of.</param>
    /// <param name="number">Its number.</param>
    /// <param name="init">The packages that bring another init than systemd; none for systemd.</param>
    internal LabHost(Lab lab, int number, params IReadOnlyList<string> init)
    {
        _init = init;
        _lab = lab;
        _number = number;
        Name = LabPaths.Prefix + number.ToString(CultureInfo.InvariantCulture);
        Address = LabPaths.Address(number);
        Folder = Path.Combine(LabPaths.Run, Name);
    }

    /// <summary>Its name, by which the hosts of a lab know each other and <see cref="Lab.SshConfig"/> knows it.</summary>
    public string Name { get; }

    /// <summary>Its address on the lab's bridge.</summary>
    public string Address { get; }

    /// <summary>Its root directory, as this machine sees it: for looking, and for preparing what a test finds.</summary>
    public string Root => Path.Combine(Folder, "root");

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _nspawn is { HasExited: false };

    private string Folder { get; }

    private string Log => Path.Combine(Folder, "console.log");

    /// <summary>Runs a command with the host's shell, as root, over ssh.</summary>
    /// <param name="command">The command.</param>
    /// <param name="input">Its standard input; secrets go here, never into the command.</param>
    /// <param name="time">How long it may take; two minutes unless given.</param>
    public Task<LabResult> RunAsync(string command, string? input = null, TimeSpan? time = null) =>
        Tool.RunAsync(["ssh", "-F", _lab.SshConfig, Name, "--", command], input, time);

    /// <summary>Copies a file or folder to the host, over ssh.</summary>
    /// <param name="local">The file or folder on this machine.</param>
    /// <param name="remote">Where it goes: the new name, or a folder that exists.</param>
    public async Task CopyAsync(string local, string remote) =>
        (await Tool.RunAsync(["scp", "-q", "-r", "-p", "-F", _lab.SshConfig, local, $"{Name}:{remote}"])).OrThrow();

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
            "systemd-nspawn", "--quiet", "--keep-unit", "--register=no", $"--directory={Root}", $"--machine={Name}", $"--network-bridge={LabPaths.Bridge}",
            $"--bind-ro={_lab.Repository.Folder}:/srv/repo", $"--bind-ro={_lab.Shared}:/srv/lab", $"--bind-ro={Lab.DotnetRoot}:/usr/share/dotnet", _init.Count == 0 ? "--boot" : "/sbin/init",
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

        await WaitForSshAsync(_nspawn);
        LabState.Record(Name, [_nspawn.Id, .. LabState.Children(_nspawn.Id)]);
    }

    /// <summary>Gives it a fresh disk and boots it, so that a test finds what a new host has.</summary>
    public async Task ResetAsync()
    {
        await RemoveAsync();
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
        Write("/etc/hosts", "127.0.0.1 localhost\n" + string.Concat(Enumerable.Range(1, Lab.MaxHosts).Select(number => $"{LabPaths.Address(number)} {LabPaths.Prefix}{number}.example {LabPaths.Prefix}{number}\n")));
        // A disk that is thrown away need not survive a loss of power.
        Write("/etc/dpkg/dpkg.cfg.d/lab", "force-unsafe-io\n");
        Write("/etc/apt/sources.list", "deb [trusted=yes] file:/srv/repo ./\n");
        Write("/etc/systemd/network/10-host0.network", $"[Match]\nName=host0\n\n[Network]\nAddress={Address}/24\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n");
        Directory.CreateDirectory(Root + "/root/.ssh", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Write("/root/.ssh/authorized_keys", _lab.PublicKey);
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
            "systemd-nspawn", "--quiet", "--keep-unit", "--register=no", "--pipe", $"--directory={Root}", $"--machine={Name}", $"--bind-ro={_lab.Repository.Folder}:/srv/repo",
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

    internal async Task RemoveAsync()
    {
        await KillAsync();
        await LabState.RemoveAsync(Folder);
    }

    private async Task WaitForSshAsync(Process process)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited || clock.Elapsed > s_bootTime)
            {
                string console = File.Exists(Log) ? string.Join('\n', (await File.ReadAllLinesAsync(Log)).TakeLast(30)) : "";
                string problem = process.HasExited ? $"ended with exit code {process.ExitCode}" : $"did not answer within {s_bootTime.TotalSeconds:0} seconds";
                throw new InvalidOperationException($"The host {Name} {problem} while booting. Its console:\n{console}");
            }

            try
            {
                using var client = new TcpClient();
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await client.ConnectAsync(Address, 22, limit.Token);
                if (await client.GetStream().ReadAsync(new byte[4], limit.Token) == 4)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException)
            {
                // Not yet.
            }

            await Task.Delay(50);
        }
    }
}
