using System.Globalization;

namespace OpsMop.Lab;

/// <summary>
/// Real Debian hosts on this machine: containers with their own systemd, sshd, users, packages and addresses on a bridge that leads nowhere.
/// A lab of a number is there once on a machine; a second process waits for its turn. Labs of other numbers run beside it.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    /// <summary>How many hosts a lab can have in its life.</summary>
    public const int MaxHosts = 200;

    /// <summary>How many networks a lab can have beside the main one.</summary>
    public const int MaxNetworks = 8;

    private static int s_running;

    private readonly FileStream _lock;
    private readonly List<LabHost> _hosts = [];
    private readonly List<LabNetwork> _networks = [new("main", 0)];
    private readonly Lock _names = new();
    private int _numbers;

    private Lab(FileStream turn)
    {
        _lock = turn;
        AppDomain.CurrentDomain.ProcessExit += EndHosts;
    }

    /// <summary>The hosts, <c>lab1</c> first.</summary>
    public IReadOnlyList<LabHost> Hosts => _hosts;

    /// <summary>The networks, <see cref="Main"/> first.</summary>
    public IReadOnlyList<LabNetwork> Networks => _networks;

    /// <summary>The network that this machine is on.</summary>
    public LabNetwork Main => _networks[0];

    /// <summary>The packages that the hosts can install. <c>apt-get update</c> before the first.</summary>
    public LabRepository Repository { get; private set; } = null!;

    /// <summary>A folder of this machine that every host sees, read-only, as <c>/srv/lab</c>: published policies go here.</summary>
    public string Shared { get; } = Path.Combine(LabPaths.Run, "shared");

    /// <summary>The address of this machine as the hosts see it, for what a test serves itself.</summary>
    public static string Gateway => LabPaths.Gateway;

    /// <summary>A configuration for <c>ssh -F</c> that knows the hosts by their names, with the lab's own key and their host keys.</summary>
    public string SshConfig { get; } = Path.Combine(LabPaths.Run, "ssh_config");

    /// <summary>
    /// What an operator's <c>~/.ssh/config</c> would say of the hosts: addresses, the key, and the host keys that are known. Neither the user nor how a host behind
    /// another is reached is in it.
    /// </summary>
    public string OperatorConfig { get; } = Path.Combine(LabPaths.Run, "operator_config");

    /// <summary>The key that every host lets in as root.</summary>
    public string KeyFile { get; } = Path.Combine(LabPaths.Run, "key");

    /// <summary>The host keys that are known to those who use <see cref="SshConfig"/> or <see cref="OperatorConfig"/>.</summary>
    public string KnownHosts { get; } = Path.Combine(LabPaths.Run, "known_hosts");

    /// <summary>The .NET of this process; <c>dotnet</c> on the hosts runs it.</summary>
    public static string DotnetRoot { get; } = FindDotnet();

    /// <summary>The host keys that the hosts have, whatever others know.</summary>
    internal string OwnKnownHosts { get; } = Path.Combine(LabPaths.Run, "own_known_hosts");

    private string AuthorityFile { get; } = Path.Combine(LabPaths.Run, "ca");

    internal string PublicKey { get; private set; } = "";

    /// <summary>Starts a lab. The first on a machine makes the base image, which takes a minute; any other takes seconds.</summary>
    /// <param name="hosts">How many hosts.</param>
    /// <exception cref="InvalidOperationException">The lab cannot be started here, or this process has one already.</exception>
    public static async Task<Lab> StartAsync(int hosts)
    {
        if (LabRequirements.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        if (Interlocked.Exchange(ref s_running, 1) == 1)
        {
            throw new InvalidOperationException("This process has a lab already; add hosts to that one.");
        }

        Lab? lab = null;
        try
        {
            lab = new Lab(await LabLock.TakeAsync(LabPaths.Lock));
            await LabState.ClearAsync();
            RaiseLimits();
            await BaseImage.EnsureAsync();
            await lab.PrepareAsync();
            await lab.AddHostsAsync(hosts);
            return lab;
        }
        catch
        {
            if (lab is not null)
            {
                await lab.DisposeAsync();
            }
            else
            {
                s_running = 0;
            }

            throw;
        }
    }

    /// <summary>Adds a network: a bridge that this machine has no address on.</summary>
    /// <param name="name">Its name, for people.</param>
    public async Task<LabNetwork> AddNetworkAsync(string name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_networks.Count, MaxNetworks);
        var network = new LabNetwork(name, _networks.Count);
        _networks.Add(network);
        await Tool.MustAsync("ip", "link", "add", network.Bridge, "address", LabPaths.HardwareAddress(network.Number), "type", "bridge");
        await Tool.MustAsync("ip", "link", "set", network.Bridge, "addrgenmode", "none", "up");

        // This machine is told at once that there is no way, instead of asking the world outside.
        await Tool.MustAsync("ip", "route", "replace", "unreachable", network.Range);
        return network;
    }

    /// <summary>Adds hosts. Several calls that are not awaited one by one boot together.</summary>
    /// <param name="count">How many.</param>
    /// <param name="networks">The networks that each has a leg in; the main one where none is given. The first is that of its <see cref="LabHost.Address"/>.</param>
    /// <returns>The new hosts, running.</returns>
    public async Task<IReadOnlyList<LabHost>> AddHostsAsync(int count, params IReadOnlyList<LabNetwork> networks)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(networks.Count, LabPaths.MaxLegs);
        LabHost[] added = Register(count, number => new LabHost(this, number, networks.Count == 0 ? [Main] : networks));
        await Task.WhenAll(added.Select(async host =>
        {
            await host.PrepareAsync();
            await host.StartAsync();
        }));
        return added;
    }

    /// <summary>Makes a folder on this machine that goes when the lab ends, open to its owner only.</summary>
    /// <param name="name">What its name begins with.</param>
    /// <returns>The folder.</returns>
    public static string MakeFolder(string name)
    {
        string folder = Path.Combine(LabPaths.Run, $"{name}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>A folder on this machine that stays for later labs, as the base image does, open to its owner only.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The folder.</returns>
    public static string KeepFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(LabPaths.Cache, "kept", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>Runs a command of this machine's shell.</summary>
    /// <param name="command">The command, for <c>sh -c</c>.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="time">How long it may take; two minutes unless given.</param>
    public static Task<LabResult> RunHereAsync(string command, string? input = null, TimeSpan? time = null) => Tool.RunAsync(["sh", "-c", command], input, time);

    /// <summary>Makes a key and a certificate for it, which hosts accept after <see cref="Sshd.TrustCertificatesAsync"/>.</summary>
    /// <param name="users">The users that it stands for.</param>
    public async Task<LabCertificate> MakeCertificateAsync(params string[] users)
    {
        await CertificateAuthorityAsync();
        string key = Path.Combine(LabPaths.Run, "user-" + Guid.NewGuid().ToString("N")[..8]);
        await Tool.MustAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "opsmop-lab-user", "-f", key);
        await Tool.MustAsync("ssh-keygen", "-q", "-s", AuthorityFile, "-I", "opsmop-lab", "-n", string.Join(',', users), "-V", "-1h:+1d", key + ".pub");
        return new LabCertificate(key, key + "-cert.pub");
    }

    /// <summary>Adds a host that has another init than systemd: what <c>/sbin/init</c> is when packages of Debian's have been installed.</summary>
    /// <param name="packages">The packages, such as <c>runit-init</c>. What they conflict with goes.</param>
    /// <returns>The new host, running.</returns>
    public async Task<LabHost> AddHostWithInitAsync(params string[] packages)
    {
        await Repository.ProvideAsync(packages);
        LabHost host = Register(1, number => new LabHost(this, number, [Main], packages))[0];
        await host.PrepareAsync();
        await host.StartAsync();
        return host;
    }

    /// <summary>Ends a host and removes its disk.</summary>
    /// <param name="host">The host.</param>
    public async Task RemoveHostAsync(LabHost host)
    {
        await host.RemoveAsync();
        lock (_names)
        {
            _hosts.Remove(host);
        }

        WriteConfiguration();
    }

    /// <summary>Ends every host and removes whatever the lab has made but its cache.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndHosts;
        try
        {
            await Task.WhenAll(_hosts.Select(host => host.RemoveAsync()));
            _hosts.Clear();
            await LabState.ClearAsync();
        }
        finally
        {
            await _lock.DisposeAsync();
            s_running = 0;
        }
    }

    /// <summary>The public key of the authority that signs users' certificates; it is made when it is first needed.</summary>
    internal async Task<string> CertificateAuthorityAsync()
    {
        if (!File.Exists(AuthorityFile))
        {
            await Tool.MustAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "opsmop-lab-ca", "-f", AuthorityFile);
        }

        return await File.ReadAllTextAsync(AuthorityFile + ".pub");
    }

    /// <summary>Writes a host's <c>/etc/hosts</c>: itself and all that it can see, now.</summary>
    /// <param name="host">The host.</param>
    /// <param name="write">Takes the text.</param>
    internal void WriteNames(LabHost host, Action<string> write)
    {
        // Not between another host's beginning and its being told to this one.
        lock (_names)
        {
            write("127.0.0.1 localhost\n" + string.Concat(_hosts.Select(other => other.NameFor(host))));
            host.HasNames = true;
        }
    }

    /// <summary>Writes what ssh has to know of the hosts that there are.</summary>
    internal void WriteConfiguration()
    {
        lock (_names)
        {
            var names = string.Join('\n', _hosts.Select(host => $"Host {host.Name}\n    HostName {host.Address}"));
            Replace(OwnKnownHosts, string.Concat(_hosts.Select(host => $"{host.Name},{host.Address} {host.HostKey}\n")));
            Replace(KnownHosts, string.Concat(_hosts.Where(host => host.KnownKey is not null).Select(host => $"{host.Name},{host.Address} {host.KnownKey}\n")));
            Replace(OperatorConfig, $"""
                Host {LabPaths.Prefix}*
                    IdentityFile {KeyFile}
                    UserKnownHostsFile {KnownHosts}

                {names}

                """);
            Replace(SshConfig, $"""
                Match host lab*
                    User root
                    IdentityFile {KeyFile}
                    IdentitiesOnly yes
                    UserKnownHostsFile {KnownHosts}
                    StrictHostKeyChecking yes
                    BatchMode yes
                    ConnectTimeout 10
                    LogLevel ERROR

                {names}

                """);
        }

        // An ssh that reads them at this moment reads the one or the other.
        static void Replace(string file, string text)
        {
            File.WriteAllText(file + ".new", text);
            File.Move(file + ".new", file, overwrite: true);
        }
    }

    private LabHost[] Register(int count, Func<int, LabHost> create)
    {
        LabHost[] added;
        lock (_names)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(_numbers + count, MaxHosts);
            added = [.. Enumerable.Range(_numbers + 1, count).Select(create)];
            _numbers += count;
            foreach (LabHost host in _hosts.Where(host => host.HasNames))
            {
                File.AppendAllText(host.Root + "/etc/hosts", string.Concat(added.Select(other => other.NameFor(host))));
            }

            _hosts.AddRange(added);
        }

        WriteConfiguration();
        return added;
    }

    private static string FindDotnet()
    {
        string?[] candidates = [Path.GetDirectoryName(Environment.ProcessPath), Environment.GetEnvironmentVariable("DOTNET_ROOT"), "/usr/share/dotnet", "/usr/lib/dotnet"];
        return candidates.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "dotnet")) && Directory.Exists(Path.Combine(folder, "shared"))) ?? "/usr/share/dotnet";
    }

    private void EndHosts(object? sender, EventArgs args)
    {
        foreach (LabHost host in _hosts)
        {
            LabState.KillNow(host.Name);
        }
    }

    /// <summary>Every systemd takes five of what a kernel gives root 128 of unless told otherwise: that is for 25 hosts, in all labs together.</summary>
    private static void RaiseLimits()
    {
        const string File = "/proc/sys/fs/inotify/max_user_instances";
        const int Enough = 4096;
        if (int.Parse(System.IO.File.ReadAllText(File).Trim(), CultureInfo.InvariantCulture) < Enough)
        {
            System.IO.File.WriteAllText(File, Enough.ToString(CultureInfo.InvariantCulture));
        }
    }

    private async Task PrepareAsync()
    {
        Directory.CreateDirectory(Shared);
        Repository = await LabRepository.BuildAsync(Path.Combine(LabPaths.Run, "repo"));

        await Tool.MustAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "opsmop-lab", "-f", KeyFile);
        PublicKey = await File.ReadAllTextAsync(KeyFile + ".pub");
        WriteConfiguration();

        await Tool.MustAsync("ip", "link", "add", LabPaths.Bridge, "address", LabPaths.HardwareAddress(0), "type", "bridge");
        await Tool.MustAsync("ip", "address", "add", LabPaths.Gateway + "/24", "dev", LabPaths.Bridge);
        await Tool.MustAsync("ip", "link", "set", LabPaths.Bridge, "up");
    }
}
