/// <summary>Updates that close holes are installed by themselves.</summary>
public sealed partial class Upgrades : Role
{
    /// <summary>Who is told of what was done; nobody where it is empty.</summary>
    public string Mail { get; set; } = "";

    /// <summary>When the host reboots if an update needs it, such as <c>04:00</c>; never where it is empty.</summary>
    public string RebootAt { get; set; } = "04:00";

    public override void Define(Host host)
    {
        host.Package("unattended-upgrades");

        // apt reads all of its files each time: one that it cannot read stops every other use of it, too.
        host.Together(() =>
        {
            host.File("/etc/apt/apt.conf.d/20auto-upgrades")
                .Content($"APT::Periodic::Update-Package-Lists \"1\";\nAPT::Periodic::Unattended-Upgrade \"1\";\nAPT::Periodic::AutocleanInterval \"7\";\n")
                .Owner("root").Group("root").Mode("0644");
            host.File("/etc/apt/apt.conf.d/60-hardened").Content(Configuration()).Owner("root").Group("root").Mode("0644");
        }).Validate(_ => $"apt-config dump");

        // These timers come with apt. Images for containers often mask them.
        host.Service("apt-daily.timer").Running().Enabled().Masked(false);
        host.Service("apt-daily-upgrade.timer").Running().Enabled().Masked(false);
    }

    [Template("templates/upgrades.conf.j2")]
    private partial Text Configuration();
}
