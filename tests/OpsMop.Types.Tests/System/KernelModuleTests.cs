namespace OpsMop.Types.Tests.Machine;

public sealed class KernelModuleTests(LabFixture fixture) : TypeTests(fixture)
{
    // A container loads no modules: what is kept for the next boot is read by the host's own programs.
    [LabFact]
    public async Task What_is_loaded_at_boot_and_what_is_kept_away_is_what_modprobe_reads()
    {
        await InstallAsync("kmod");
        await ProveAsync(
            "kernel-module",
            settings: ["kernel-module-example.now=false"],
            there:
            [
                ("cat /etc/modules-load.d/nf_conntrack.conf", "nf_conntrack"),
                ("modprobe --showconfig | grep -E ' (nf_conntrack|pcspkr)' | sort", "blacklist pcspkr\ninstall pcspkr /bin/false\noptions nf_conntrack hashsize=65536 acct=1"),
                ("stat -c '%a %U:%G' /etc/modprobe.d/*.conf", "644 root:root\n644 root:root"),
            ]);
        await ConvergeAsync("kernel-module-gone", "kernel-module-gone-example.now=false");
        Assert.Equal("0", await AskAsync("ls /etc/modules-load.d /etc/modprobe.d | grep -cE 'nf_conntrack|pcspkr' || true"));
    }
}
