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

    private static async Task SetAsync(LabHost host, string state)
    {
        for (int leg = 0; leg < host.Networks.Count; leg++)
        {
            await Tool.MustAsync("ip", "link", "set", LabPaths.Link(host.Name, leg), state);
        }
    }
}
