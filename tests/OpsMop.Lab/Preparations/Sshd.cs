namespace OpsMop.Lab;

/// <summary>How a host's sshd behaves. What changes it is in effect when the method returns.</summary>
public static class Sshd
{
    // systemd starts a service five times in ten seconds, and a sixth time only when it is told to forget that.
    private const string Restart = "{ systemctl reset-failed ssh; systemctl restart ssh; }";

    /// <summary>Sets options of sshd, before those of its own configuration.</summary>
    /// <param name="host">The host.</param>
    /// <param name="options">The options, such as <c>MaxStartups 1</c>. Those that were set so before go.</param>
    public static async Task SetSshdAsync(this LabHost host, params string[] options) =>
        (await host.EnterAsync($"cat >/etc/ssh/sshd_config.d/00-lab.conf && sshd -t && {Restart}", input: string.Concat(options.Select(option => option + "\n")))).OrThrow();

    /// <summary>Takes back <see cref="SetSshdAsync"/>.</summary>
    /// <param name="host">The host.</param>
    public static async Task ResetSshdAsync(this LabHost host) => (await host.EnterAsync($"rm -f /etc/ssh/sshd_config.d/00-lab.conf && {Restart}")).OrThrow();

    /// <summary>Lets users in by password, root too.</summary>
    /// <param name="host">The host.</param>
    public static Task AllowPasswordsAsync(this LabHost host) => host.SetSshdAsync("PasswordAuthentication yes", "PermitRootLogin yes");

    /// <summary>Lets one connection that has not logged in yet be there at a time; sshd turns the others away.</summary>
    /// <param name="host">The host.</param>
    public static Task LimitStartupsAsync(this LabHost host) => host.SetSshdAsync("MaxStartups 1");

    /// <summary>Lets in whoever has a certificate of the lab's authority (<see cref="Lab.MakeCertificateAsync"/>).</summary>
    /// <param name="host">The host.</param>
    public static async Task TrustCertificatesAsync(this LabHost host)
    {
        (await host.EnterAsync("cat >/etc/ssh/lab_ca.pub", input: await host.Lab.CertificateAuthorityAsync())).OrThrow();
        await host.SetSshdAsync("TrustedUserCAKeys /etc/ssh/lab_ca.pub");
    }

    /// <summary>Stops sshd: connections are refused. Sessions that are there go on.</summary>
    /// <param name="host">The host.</param>
    public static async Task StopSshdAsync(this LabHost host) => (await host.EnterAsync("systemctl stop ssh")).OrThrow();

    /// <summary>Starts sshd again.</summary>
    /// <param name="host">The host.</param>
    public static async Task StartSshdAsync(this LabHost host) => (await host.EnterAsync("systemctl reset-failed ssh; systemctl start ssh")).OrThrow();
}
