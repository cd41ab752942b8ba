namespace OpsMop.Types.Tests.Machine;

public sealed class MountTests(LabFixture fixture) : TypeTests(fixture)
{
    private const string Cache = "'/srv/opsmop cache'";

    [LabFact]
    public async Task Memory_and_folders_are_mounted_now_and_at_boot()
    {
        await AskAsync("cp -p /etc/fstab /run/fstab");
        await ProveAsync(
            "mount",
            there:
            [
                ($"findmnt -no FSTYPE,OPTIONS {Cache}", "tmpfs  rw,noexec,relatime,size=2048k,mode=750"),
                ("touch /srv/opsmop-data/x; touch /var/lib/opsmop-data/y; ls /srv/opsmop-data", "touch: cannot touch '/srv/opsmop-data/x': Read-only file system\ny"),
                ("grep -v '^#' /etc/fstab", "tmpfs /srv/opsmop\\040cache tmpfs size=2m,mode=0750,noexec 0 0\n/var/lib/opsmop-data /srv/opsmop-data none bind,ro 0 0\n"
                    + "UUID=5a3c1de0-6a0f-4b5e-9d6c-0e6a4d6f7b10 /srv/opsmop-disk ext4 noatime,nofail 0 2"),
                ("umount '/srv/opsmop cache' && mount --fstab /etc/fstab -a -t tmpfs && findmnt -no FSTYPE '/srv/opsmop cache'", "tmpfs"),
            ],
            gone: [("findmnt -no TARGET | grep opsmop; diff /etc/fstab /run/fstab && ls -d /srv/opsmop* 2>/dev/null; rm /run/fstab", "")]);
    }

    [LabFact]
    public async Task What_somebody_has_mounted_otherwise_is_mounted_anew()
    {
        // Another size and noexec taken back: a remount. Another type: unmounted first.
        await ConvergeAsync("mount");
        await AskAsync($"mount -o remount,size=1m,exec {Cache} && umount /srv/opsmop-data && mount -t tmpfs tmpfs /srv/opsmop-data");
        Assert.Equal(["Mount[/srv/opsmop cache]: remount", "Mount[/srv/opsmop-data]: unmount, mount"], await ConvergeAsync("mount"));
        Assert.Equal("rw,noexec,relatime,size=2048k,mode=750", await AskAsync($"findmnt -no OPTIONS {Cache}"));

        // Somebody works there.
        await AskAsync($"cd {Cache} && (sleep 60 </dev/null >/dev/null 2>&1 & echo $! >/run/sleeper)");
        ExampleRun run = await RunAsync("apply", "mount-gone");
        Assert.Contains("is in use", run.Output);
        await AskAsync("kill $(cat /run/sleeper); rm /run/sleeper; sleep 0.1");
        await ConvergeAsync("mount-gone");
    }
}
