namespace OpsMop.Lab;

/// <summary>What a host's file systems cannot do.</summary>
public static class Disks
{
    private static readonly string[] s_written = ["/var", "/root", "/home", "/tmp"];

    /// <summary>Fills the disk: what is there can be read, and nothing can be written. What was open before goes on.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folders">The folders that are on the full disk; <c>/var</c>, <c>/root</c>, <c>/home</c> and <c>/tmp</c> unless given.</param>
    public static async Task FillDiskAsync(this LabHost host, params string[] folders)
    {
        IEnumerable<string> mounts = (folders.Length == 0 ? s_written : folders).Select((folder, number) =>
            $"mkdir -p /run/lab-full/u{number} /run/lab-full/w{number} && chmod --reference={folder} /run/lab-full/u{number} "
            + $"&& mount -t overlay -o lowerdir={folder},upperdir=/run/lab-full/u{number},workdir=/run/lab-full/w{number} lab-full {folder}");

        // dd says in the end that the disk is full, which is what it was asked for. A file of no length would still go: no inode is left for it.
        (await host.EnterAsync(
            "set -e; mkdir /run/lab-full; mount -t tmpfs -o size=1m,mode=755 lab-full /run/lab-full; " + string.Join("; ", mounts)
            + "; dd if=/dev/zero of=/run/lab-full/filling bs=4k 2>/dev/null || true; mount -o remount,nr_inodes=$(df --output=iused /run/lab-full | tail -n 1 | tr -d ' ') /run/lab-full")).OrThrow();
    }

    /// <summary>Makes room again. What was written meanwhile is gone.</summary>
    /// <param name="host">The host.</param>
    public static async Task EmptyDiskAsync(this LabHost host) =>
        (await host.EnterAsync("set -e; for mount in $(awk '$1 == \"lab-full\" && $2 != \"/run/lab-full\" { print $2 }' /proc/mounts) /run/lab-full; do umount --lazy $mount; done; rmdir /run/lab-full")).OrThrow();

    /// <summary>Lets no program in these folders run, as hardened hosts do.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folders">The folders, such as <c>/tmp</c> or <c>/home</c>.</param>
    public static async Task ForbidProgramsAsync(this LabHost host, params string[] folders) =>
        (await host.EnterAsync("set -e; " + string.Join("; ", folders.Select(folder => $"mount --bind {folder} {folder}; mount -o remount,bind,noexec {folder}")))).OrThrow();

    /// <summary>Takes back <see cref="ForbidProgramsAsync"/>.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folders">The same folders.</param>
    public static async Task AllowProgramsAsync(this LabHost host, params string[] folders) =>
        (await host.EnterAsync("set -e; " + string.Join("; ", folders.Select(folder => $"umount --lazy {folder}")))).OrThrow();
}
