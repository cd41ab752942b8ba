namespace OpsMop.Lab;

/// <summary>What a host can reach by itself.</summary>
public static class Reach
{
    /// <summary>Gives root of a host the lab's key, and the host keys of others: a relay connects to those behind it with what it has itself.</summary>
    /// <param name="host">The host.</param>
    /// <param name="others">The hosts that it is to reach.</param>
    public static async Task LetReachAsync(this LabHost host, params IEnumerable<LabHost> others)
    {
        (await host.EnterAsync("umask 077; cat >/root/.ssh/id_ed25519", input: await File.ReadAllTextAsync(host.Lab.KeyFile))).OrThrow();
        (await host.EnterAsync("cat >/root/.ssh/known_hosts", input: string.Concat(others.Select(other => $"{other.Name} {other.HostKey}\n")))).OrThrow();
    }

    /// <summary>Takes back <see cref="LetReachAsync"/>.</summary>
    /// <param name="host">The host.</param>
    public static async Task ForgetOthersAsync(this LabHost host) => (await host.EnterAsync("rm -f /root/.ssh/id_ed25519 /root/.ssh/known_hosts")).OrThrow();
}
