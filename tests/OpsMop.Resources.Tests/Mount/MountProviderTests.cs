using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class MountProviderTests
{
    private const string Root = "21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n22 21 0:5 / /proc rw - proc proc rw\n";
    private const string Head = "# <file system> <mount point>\nUUID=1234 / ext4 errors=remount-ro 0 1\n";

    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/etc/fstab", Head)
        .WithFile("/dev/sdb1", "").WithFile("/dev/sdc1", "").WithFile("/dev/sda1", "")
        .WithDirectory("/srv/real/data");

    private readonly Bench _bench;

    public MountProviderTests()
    {
        Live();
        _system
            .WithProcess("readlink *", new ProcessResult(1, "", ""))
            .WithProcess("umount *", _ =>
            {
                Live();
                return ProcessResult.Success;
            });
        _bench = new Bench(_system);
    }

    [Fact]
    public async Task A_device_gets_its_line_and_is_mounted()
    {
        Mounting("40 21 8:17 / /srv/data rw,noatime - ext4 /dev/sdb1 rw");
        Assert.Equal(
            ["write line: /dev/sdb1 /srv/data ext4 noatime,nofail 0 2", "create mount point: /srv/data", "mount: /dev/sdb1 (noatime,nofail)"],
            await _bench.ConvergeAsync(host => host.Mount("/srv/data").Device("/dev/sdb1").FileSystem("ext4").Options("noatime", "nofail").Pass(2)));
        Assert.Equal(Head + "/dev/sdb1 /srv/data ext4 noatime,nofail 0 2\n", await FstabAsync());
        Assert.Equal("run mount /srv/data", _system.Effects[^1]);
    }

    [Fact]
    public async Task A_line_that_says_the_same_stays_as_it_is_written()
    {
        const string Line = "LABEL=data\t/srv/my\\040data\text4\tnofail,noatime\t0\t2   # mine\n";
        _system.WithFile("/etc/fstab", Head + Line).WithLink("/dev/disk/by-label/data", "../../sdb1");
        Live("40 21 8:17 / /srv/my\\040data rw,noatime - ext4 /dev/sdb1 rw");
        Assert.Empty(await _bench.ApplyAsync(host => host.Mount("/srv/my data").Device("LABEL=data").FileSystem("ext4").Options("noatime,nofail")));
    }

    [Fact]
    public async Task Other_options_are_put_in_force_by_a_remount()
    {
        _system.WithFile("/etc/fstab", Head + "tmpfs /srv/fast tmpfs size=1m,noexec 0 0\n/dev/sdx /mnt ext4 defaults 0 0");
        Live("40 21 0:50 / /srv/fast rw,noexec,relatime - tmpfs tmpfs rw,size=1024k");
        Mounting("40 21 0:50 / /srv/fast rw,nosuid,relatime - tmpfs tmpfs rw,size=2048k");
        await _bench.ConvergeAsync(host => host.Mount("/srv/fast").Device("tmpfs").FileSystem("tmpfs").Options("size=2m", "nosuid"));
        Assert.Equal("run mount -o remount,size=2m,nosuid,exec /srv/fast", _system.Effects[^1]);
        Assert.Equal(Head + "tmpfs /srv/fast tmpfs size=2m,nosuid 0 0\n/dev/sdx /mnt ext4 defaults 0 0", await FstabAsync());
    }

    [Fact]
    public async Task Another_device_is_unmounted_first()
    {
        Live("40 21 8:17 / /srv/data rw,relatime - ext4 /dev/sdb1 rw");
        Mounting("40 21 8:18 / /srv/data rw,relatime - ext4 /dev/sdc1 rw");
        Assert.Equal(
            ["write line: /dev/sdc1 /srv/data ext4 defaults 0 0", "unmount: ext4 of /dev/sdb1 →", "mount: /dev/sdc1 (defaults)"],
            await _bench.ConvergeAsync(host => host.Mount("/srv/data").Device("/dev/sdc1").FileSystem("ext4")));
    }

    [Fact]
    public async Task A_folder_is_seen_elsewhere()
    {
        Mounting("40 21 8:1 /srv/real/data /srv/seen rw,relatime - ext4 /dev/sda1 rw");
        Assert.Equal(
            ["write line: /srv/real/data /srv/seen none bind,ro 0 0", "create mount point: /srv/seen", "mount: /srv/real/data (bind,ro)"],
            await _bench.ApplyAsync(host => host.Mount("/srv/seen").BindOf("/srv/real/data").Options("ro")));
        Mounting("40 21 8:1 /srv/real/data /srv/seen ro,relatime - ext4 /dev/sda1 rw");
        await _bench.ConvergeAsync(host => host.Mount("/srv/seen").BindOf("/srv/real/data").Options("ro"));
        Assert.Equal("run mount -o remount,bind,ro /srv/seen", _system.Effects[^1]);
    }

    [Fact]
    public async Task It_goes_from_both_or_only_for_now()
    {
        const string Line = "/dev/sdb1 /srv/data ext4 defaults 0 0\n";
        _system.WithFile("/etc/fstab", Line + Head).WithDirectory("/run/systemd/system").WithProcess("systemctl daemon-reload", ProcessResult.Success);
        const string Mounted = "40 21 8:17 / /srv/data rw,relatime - ext4 /dev/sdb1 rw";
        Live(Mounted);
        Assert.Equal(["unmount: ext4 of /dev/sdb1 →"], await _bench.ConvergeAsync(host => host.Mount("/srv/data").Unmounted()));
        Live(Mounted);
        Assert.Equal(["unmount: ext4 of /dev/sdb1 →", $"remove line: {Line.TrimEnd()} →", "daemon-reload"], await _bench.ConvergeAsync(host => host.Mount("/srv/data").Absent()));
        Assert.Equal(Head, await FstabAsync());
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told()
    {
        Assert.Contains("nofail", await _bench.FailureAsync(host => host.Mount("/srv/data").Device("UUID=99")));
        Assert.Contains("host.Package(\"nfs-common\")", await _bench.FailureAsync(host => host.Mount("/srv/data").Device("nas:/data").FileSystem("nfs")));
        Assert.Contains("There is no /srv/no", await _bench.FailureAsync(host => host.Mount("/srv/data").BindOf("/srv/no")));
        await _bench.ApplyAsync(host => host.Mount("/srv/later").Device("UUID=99").Options("nofail"));
        Assert.Contains("is not mounted now", Assert.Single(_bench.Messages));
        await _bench.ApplyAsync(host => host.Mount("/srv/real").Device("/dev/sdb1").State(MountState.InFstabOnly));
        Live("40 21 8:17 / /srv/data rw - ext4 /dev/sdb1 rw");
        _system.WithProcess("umount *", new ProcessResult(32, "", "umount: /srv/data: target is busy.\n"));
        Assert.Contains("fuser -vm /srv/data", await _bench.FailureAsync(host => host.Mount("/srv/data").Unmounted()));
    }

    [Fact]
    public void What_is_not_said_or_cannot_be_is_found_before()
    {
        Assert.Contains("OPM2002", Assert.Single(_bench.Validate(host => host.Mount("/srv/data"))));
        Assert.Contains("OPM2001", Assert.Single(_bench.Validate(host => host.Mount("/").Absent())));
        Assert.Contains("has a blank", Assert.Single(_bench.Validate(host => host.Mount("/x").Device("/dev/sdb1").Options("ro noatime"))));
        Assert.Empty(_bench.Validate(host => host.Mount("/srv/data").Unmounted()));
    }

    [Fact]
    public async Task What_is_below_a_mount_that_is_planned_may_be_there() =>
        Assert.Contains("File[/srv/data/x/y] unknown", await _bench.PlanAsync(host =>
        {
            host.Mount("/srv/data").Device("/dev/sdb1");
            host.File("/srv/data/x/y").Content($"text");
        }));

    private void Live(string more = "") => _system.WithFile("/proc/self/mountinfo", Root + more + "\n");

    private void Mounting(string line) => _system.WithProcess("mount *", _ =>
    {
        Live(line);
        return ProcessResult.Success;
    });

    private async Task<string> FstabAsync() => Encoding.UTF8.GetString((await _system.ReadAsync("/etc/fstab")).Span);
}
