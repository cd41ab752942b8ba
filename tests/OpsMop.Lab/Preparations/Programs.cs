namespace OpsMop.Lab;

/// <summary>The programs that a host has. <see cref="LabHost.ResetAsync"/> brings back what went.</summary>
public static class Programs
{
    /// <summary>Removes programs, such as <c>gzip</c>.</summary>
    /// <param name="host">The host.</param>
    /// <param name="programs">Their names.</param>
    public static async Task RemoveProgramsAsync(this LabHost host, params string[] programs) =>
        (await host.EnterAsync($"for name in {string.Join(' ', programs)}; do rm -f /usr/local/sbin/$name /usr/local/bin/$name /usr/sbin/$name /usr/bin/$name; ! command -v $name >/dev/null || exit 1; done")).OrThrow();

    /// <summary>Leaves those who log in busybox and nothing else: its <c>ash</c> is their shell and everybody's <c>sh</c>, and its applets are all that PATH has.</summary>
    /// <param name="host">The host.</param>
    public static async Task LeaveBusyboxAsync(this LabHost host)
    {
        await host.Lab.Repository.ProvideAsync("busybox-static");
        (await host.EnterAsync(
            "set -e; apt-get -qq update; apt-get -qq install busybox-static >/dev/null; mkdir /opt/busybox; busybox --install -s /opt/busybox; "
            + "echo 'PATH=/opt/busybox' >/etc/environment; usermod --shell /bin/sh root; ln -sfn busybox /usr/bin/sh")).OrThrow();
    }
}
