namespace OpsMop.Lab;

/// <summary>
/// Real Debian hosts on this machine: containers with their own systemd, sshd, users, packages and addresses on a bridge that leads nowhere.
/// A lab of a number is there once on a machine; a second process waits for its turn. Labs of other numbers run beside it.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    /// <summary>How many hosts a lab can have in its life.</summary>
    public const int MaxHosts = 200;

    private static int s_running;

    private readonly FileStream _lock;
    private readonly List<LabHost> _hosts = [];
    private int _numbers;

    private Lab(FileStream turn)
    {
        _lock = turn;
        AppDomain.CurrentDomain.ProcessExit += EndHosts;
    }

    /// <summary>The hosts, <c>lab1</c> first.</summary>
    public IReadOnlyList<LabHost> Hosts => _hosts;

    /// <summary>The packages that the hosts can install. <c>apt-get update</c> before the first.</summary>
    public LabRepository Repository { get; private set; } = null!;

    /// <summary>A folder of this machine that every host sees, read-only, as <c>/srv/lab</c>: published policies go here.</summary>
    public string Shared { get; } = Path.Combine(LabPaths.Run, "shared");

    /// <summary>The address of this machine as the hosts see it, for what a test serves itself.</summary>
    public static string Gateway => LabPaths.Gateway;

    /// <summary>A configuration for <c>ssh -F</c> that knows the hosts by their names, with the lab's own key and their host keys.</summary>
    public string SshConfig { get; } = Path.Combine(LabPaths.Run, "ssh_config");

    /// <summary>The .NET of this process; <c>dotnet</c> on the hosts runs it.</summary>
    public static string DotnetRoot { get; } = FindDotnet();

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

    /// <summary>Adds hosts.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The new hosts, running.</returns>
    public async Task<IReadOnlyList<LabHost>> AddHostsAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_numbers + count, MaxHosts);
        LabHost[] added = [.. Enumerable.Range(_numbers + 1, count).Select(number => new LabHost(this, number))];
        _numbers += count;
        _hosts.AddRange(added);
        await Task.WhenAll(added.Select(async host =>
        {
            await host.PrepareAsync();
            await host.StartAsync();
        }));
        return added;
    }

    /// <summary>Adds a host that has another init than systemd: what <c>/sbin/init</c> is when packages of Debian's have been installed.</summary>
    /// <param name="packages">The packages, such as <c>runit-init</c>. What they conflict with goes.</param>
    /// <returns>The new host, running.</returns>
    public async Task<LabHost> AddHostWithInitAsync(params string[] packages)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_numbers + 1, MaxHosts);
        await Repository.ProvideAsync(packages);
        var host = new LabHost(this, ++_numbers, packages);
        _hosts.Add(host);
        await host.PrepareAsync();
        await host.StartAsync();
        return host;
    }

    /// <summary>Ends a host and removes its disk.</summary>
    /// <param name="host">The host.</param>
    public async Task RemoveHostAsync(LabHost host)
    {
        await host.RemoveAsync();
        _hosts.Remove(host);
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

    private async Task PrepareAsync()
    {
        Directory.CreateDirectory(Shared);
        Repository = await LabRepository.BuildAsync(Path.Combine(LabPaths.Run, "repo"));

        string key = Path.Combine(LabPaths.Run, "key");
        await Tool.MustAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "opsmop-lab", "-f", key);
        PublicKey = await File.ReadAllTextAsync(key + ".pub");
        string known = Path.Combine(LabPaths.Run, "known_hosts");
        string hostKey = (await File.ReadAllTextAsync(Path.Combine(LabPaths.Base, "etc/ssh/ssh_host_ed25519_key.pub"))).Trim();
        await File.WriteAllTextAsync(known, $"lab*,{LabPaths.Pattern} {hostKey}\n");
        await File.WriteAllTextAsync(SshConfig, $"""
            Match host lab*
                User root
                IdentityFile {key}
                IdentitiesOnly yes
                UserKnownHostsFile {known}
                StrictHostKeyChecking yes
                BatchMode yes
                ConnectTimeout 10
                LogLevel ERROR

            {string.Join('\n', Enumerable.Range(1, MaxHosts).Select(number => $"Host {LabPaths.Prefix}{number}\n    HostName {LabPaths.Address(number)}"))}

            """);

        await Tool.MustAsync("ip", "link", "add", LabPaths.Bridge, "type", "bridge");
        await Tool.MustAsync("ip", "address", "add", LabPaths.Gateway + "/24", "dev", LabPaths.Bridge);
        await Tool.MustAsync("ip", "link", "set", LabPaths.Bridge, "up");
    }
}
