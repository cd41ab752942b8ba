/// <summary>Every night the host looks at itself, and writes down what somebody should see.</summary>
public sealed partial class NightlyReport : Role
{
    /// <summary>When, as systemd writes it.</summary>
    public string At { get; set; } = "*-*-* 03:30:00";

    /// <summary>How full a file system may be, in percent.</summary>
    public int Full { get; set; } = 90;

    public override void Define(Host host)
    {
        host.File("/usr/local/sbin/nightly-report").Source("files/nightly-report.sh").Owner("root").Group("root").Mode("0755").Validate(file => $"sh -n {file}");
        host.SystemdUnit("nightly-report.service").Content(Service());

        // The timer starts the service of its name. Persistent: what was missed while the host was off is done when it is on.
        host.SystemdUnit("nightly-report.timer").Content(Timer()).Running().Enabled();
    }

    [Template("templates/nightly-report.service.j2")]
    private partial Text Service();

    [Template("templates/nightly-report.timer.j2")]
    private partial Text Timer();
}
