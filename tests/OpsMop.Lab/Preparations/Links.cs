namespace OpsMop.Lab;

/// <summary>A host's way to the others.</summary>
public static class Links
{
    /// <summary>Cuts a host off: what is sent to it and by it vanishes, without an answer, as behind a broken switch. Its processes go on.</summary>
    /// <param name="host">The host.</param>
    public static async Task CutOffAsync(this LabHost host)
    {
        if (host.Networks[0].IsMain)
        {
            // Or this machine would find out after three seconds that nobody answers for the address, and say so to whoever sends.
            string mac = (await host.EnterAsync("cat /sys/class/net/host0/address")).OrThrow().Output.Trim();
            await Tool.MustAsync("ip", "neighbour", "replace", host.Address, "lladdr", mac, "dev", host.Networks[0].Bridge, "nud", "permanent");
        }

        await SetAsync(host, "down");
    }

    /// <summary>Takes back <see cref="CutOffAsync"/>.</summary>
    /// <param name="host">The host.</param>
    public static async Task ReconnectAsync(this LabHost host)
    {
        await SetAsync(host, "up");
        if (host.Networks[0].IsMain)
        {
            await Tool.RunAsync(["ip", "neighbour", "delete", host.Address, "dev", host.Networks[0].Bridge]);
        }

        (await host.EnterAsync("for i in $(seq 100); do [ \"$(cat /sys/class/net/host0/operstate)\" = up ] && exit 0; sleep 0.05; done; exit 1")).OrThrow();
    }

    /// <summary>Makes the way to a host long and lossy, until the result is disposed of.</summary>
    /// <param name="host">The host.</param>
    /// <param name="delay">How much longer each direction takes: an answer takes twice as long.</param>
    /// <param name="loss">Which part of the frames is lost in each direction: 0.02 for two of a hundred.</param>
    public static Task<SlowLink> SlowDownAsync(this LabHost host, TimeSpan delay, double loss = 0) => SlowLink.StartAsync(host, delay, loss);

    private static async Task SetAsync(LabHost host, string state)
    {
        for (int leg = 0; leg < host.Networks.Count; leg++)
        {
            await Tool.MustAsync("ip", "link", "set", LabPaths.Link(host.Name, leg), state);
        }
    }
}
