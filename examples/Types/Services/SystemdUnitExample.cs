/// <summary>Units of systemd that a policy brings or changes.</summary>
public sealed partial class SystemdUnitExample : Role
{
    /// <summary>How many files the application may open.</summary>
    public string Limit { get; set; } = "4096";

    public override void Define(Host host)
    {
        // Written, checked, read by systemd, enabled and started; restarted whenever the unit or a drop-in changes.
        host.SystemdUnit("opsmop-app.service").Running().Enabled()
            .Content("""
                [Unit]
                Description=An application

                [Service]
                ExecStart=/bin/sleep infinity

                [Install]
                WantedBy=multi-user.target

                """)
            .DropIn("limits", $"""
                [Service]
                LimitNOFILE={Limit}

                """);

        // A timer, and the service that it starts. The service stands first: without it the timer is not accepted.
        host.SystemdUnit("opsmop-backup.service").Content("""
            [Service]
            Type=oneshot
            ExecStart=/bin/true

            """);
        host.SystemdUnit("opsmop-backup.timer").Running().Enabled().Content("""
            [Timer]
            OnCalendar=*-*-* 03:00
            RandomizedDelaySec=15min
            Persistent=true

            [Install]
            WantedBy=timers.target

            """);

        // A template is only written; what runs is an instance of it.
        host.SystemdUnit("opsmop-worker@.service").Content("""
            [Service]
            ExecStart=/bin/sleep %i

            """);
        host.Service("opsmop-worker@3600").Running();
    }
}

/// <summary>No such units: they are stopped, disabled and forgotten.</summary>
public sealed partial class SystemdUnitGoneExample : Role
{
    public override void Define(Host host)
    {
        host.SystemdUnit("opsmop-app.service").Absent();
        host.SystemdUnit("opsmop-backup.timer").Absent();
        host.SystemdUnit("opsmop-backup.service").Absent();
        host.SystemdUnit("opsmop-worker@.service").Absent();
    }
}
