using System.Runtime.InteropServices;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Facts;

public sealed class PlatformFactsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsmop-facts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("debian", "12", "bookworm", "apt", "systemd", "debian apt systemd linux unix")]
    [InlineData("ubuntu", "24.04", "noble", "apt", "systemd", "ubuntu debian apt systemd linux unix")]
    [InlineData("rocky", "9.5", "", "dnf", "systemd", "rocky rhel centos fedora dnf systemd linux unix")]
    [InlineData("alpine", "3.21.3", "", "apk", "openrc", "alpine apk openrc linux unix")]
    [InlineData("arch", "", "", "pacman", "systemd", "arch pacman systemd linux unix")]
    [InlineData("opensuse", "15.6", "", "zypper", "systemd", "opensuse-leap suse opensuse zypper systemd linux unix")]
    public void A_Linux_is_known_by_its_files_without_a_process(string host, string version, string codename, string packages, string services, string families)
    {
        MemorySystem system = RecordedHosts.Named(host);

        PlatformFacts platform = new HostFacts(system).Platform;

        Assert.Equal("linux", platform.System);
        Assert.StartsWith(host, platform.Distribution);
        Assert.Equal(version, platform.Version);
        Assert.Equal(codename, platform.Codename);
        Assert.Equal(packages, platform.PackageManager);
        Assert.Equal(services, platform.ServiceManager);
        Assert.Equal(families.Split(' '), platform.Families);
        Assert.Equal("x86_64", platform.Architecture);
        Assert.Equal(5, platform.Processors);
        Assert.Equal(16303444L * 1024, platform.Memory);
        Assert.Empty(system.Queries);
    }

    [Fact]
    public void A_kernel_without_an_arch_file_is_asked_once()
    {
        var system = new MemorySystem()
            .WithFile("/etc/os-release", "ID=ubuntu\nVERSION_ID=22.04\n")
            .WithFile("/proc/sys/kernel/ostype", "Linux\n")
            .WithFile("/proc/sys/kernel/osrelease", "5.15.0-1\n")
            .WithProcess("uname -s -r -m", new ProcessResult(0, "Linux 5.15.0-1 aarch64\n", ""));
        var facts = new HostFacts(system);

        Assert.Equal("aarch64", facts.Platform.Architecture);
        Assert.Equal("aarch64", facts.Platform.Architecture);
        Assert.Equal(["uname -s -r -m"], system.Queries);
    }

    [Fact]
    public void A_FreeBSD_is_asked_by_its_own_tools()
    {
        PlatformFacts platform = new HostFacts(new MemorySystem()
            .WithFile("/etc/os-release", "NAME=FreeBSD\nVERSION_ID=14.2\nID=freebsd\nPRETTY_NAME=\"FreeBSD 14.2-RELEASE\"\n")
            .WithFile("/usr/sbin/pkg", "", "0755")
            .WithProcess("uname -s -r -m", new ProcessResult(0, "FreeBSD 14.2-RELEASE amd64\n", ""))
            .WithProcess("sysctl -n hw.ncpu hw.physmem", new ProcessResult(0, "4\n8520085504\n", ""))).Platform;

        Assert.Equal(("freebsd", "freebsd", "14.2", "amd64"), (platform.System, platform.Distribution, platform.Version, platform.Architecture));
        Assert.Equal((4, 8520085504L), (platform.Processors, platform.Memory));
        Assert.Equal(["freebsd", "pkg", "rc", "bsd", "unix"], platform.Families);
    }

    [Fact]
    public void A_Mac_is_asked_by_its_own_tools()
    {
        PlatformFacts platform = new HostFacts(new MemorySystem()
            .WithFile("/opt/homebrew/bin/brew", "", "0755")
            .WithProcess("uname -s -r -m", new ProcessResult(0, "Darwin 24.3.0 arm64\n", ""))
            .WithProcess("sw_vers -productVersion", new ProcessResult(0, "15.3.1\n", ""))
            .WithProcess("sysctl -n hw.ncpu hw.memsize", new ProcessResult(0, "10\n34359738368\n", ""))).Platform;

        Assert.Equal(("darwin", "macos", "15.3.1", "macOS 15.3.1", "arm64"), (platform.System, platform.Distribution, platform.Version, platform.Description, platform.Architecture));
        Assert.Equal(["macos", "brew", "launchd", "darwin", "bsd", "unix"], platform.Families);
    }

    [Fact]
    public void A_system_that_a_test_says_nothing_of_is_some_Linux()
    {
        PlatformFacts platform = new HostFacts(new MemorySystem()).Platform;

        Assert.Equal(("linux", "linux", "", ""), (platform.System, platform.Distribution, platform.PackageManager, platform.ServiceManager));
        Assert.NotEqual("", platform.Architecture);
        Assert.Equal(["linux", "unix"], platform.Families);
    }

    [Theory]
    [InlineData("/lib/systemd/systemd", "systemd")]
    [InlineData("/usr/sbin/runit-init", "runit")]
    [InlineData("/usr/bin/openrc-init", "openrc")]
    public void The_service_manager_of_an_image_is_what_init_points_to(string target, string services)
    {
        var system = new MemorySystem().WithLink("/sbin/init", target).WithDirectory("/run/systemd/system");

        Assert.Equal(services, new HostFacts(system, new() { Source = FactSource.Image }).Platform.ServiceManager);
    }

    [Fact]
    public void An_init_that_is_no_link_and_has_an_inittab_is_sysvinit()
    {
        // The library of systemd is there on every Debian; its file alone decides nothing.
        var system = new MemorySystem().WithFile("/sbin/init", "ELF", "0755").WithFile("/etc/inittab", "").WithFile("/lib/systemd/systemd", "");

        Assert.Equal("sysvinit", new HostFacts(system).Platform.ServiceManager);
    }

    [Fact]
    public void The_architecture_of_an_image_is_that_of_its_shell_and_nothing_is_run_in_it()
    {
        byte[] elf = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, .. new byte[8], 2, 0, 183, 0, .. new byte[40]];
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "bin"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "etc"));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "bin/sh"), elf);
        File.WriteAllText(Path.Combine(_folder.FullName, "etc/os-release"), "ID=debian\nVERSION_ID=12\n");
        using var system = new RootedSystem(_folder.FullName);

        PlatformFacts platform = new HostFacts(system, new() { Source = FactSource.Image }).Platform;

        Assert.Equal(("debian", "aarch64", "", 0), (platform.Distribution, platform.Architecture, platform.Kernel, platform.Processors));
    }

    [Fact]
    public void This_machine_is_what_its_own_tools_say()
    {
        PlatformFacts platform = new HostFacts(new LocalSystem(), HostFactsOptions.ThisMachine).Platform;
        PlatformFacts asAnyOther = new HostFacts(new LocalSystem()).Platform;

        Assert.Equal(platform with { Families = [] }, asAnyOther with { Families = [] });
        Assert.Equal(Environment.ProcessorCount, platform.Processors);
        Assert.Equal(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64", platform.Architecture);
        Assert.InRange(platform.Memory, 1L << 28, 1L << 46);
        Assert.Contains("linux", platform.Families);
        Assert.Contains($"ID={platform.Distribution}", File.ReadAllText("/etc/os-release").Replace("\"", ""));
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-63", 64)]
    [InlineData("0,2-3\n", 3)]
    [InlineData("", 0)]
    [InlineData("x-3", 0)]
    public void Processors_are_counted_from_the_kernels_ranges(string ranges, int count) => Assert.Equal(count, PlatformGatherer.CountProcessors(ranges));

    [Fact]
    public void Values_of_os_release_are_unquoted_as_a_shell_would()
    {
        OsRelease release = OsRelease.Parse("# c\nA=plain\nB=\"with \\\"quotes\\\" and \\$\"\nC='single \\ stays'\n\nno assignment\n");

        Assert.Equal(("plain", "with \"quotes\" and $", "single \\ stays", ""), (release["A"], release["B"], release["C"], release["D"]));
    }
}
