namespace OpsMop.Lab.Scenarios;

/// <summary>A unit whose file the policy writes.</summary>
public sealed partial class OwnUnit : Role
{
    /// <summary>What it runs.</summary>
    public string Program { get; set; } = "/bin/sleep infinity";

    public bool Absent { get; set; }

    public override void Define(Host host)
    {
        if (Absent)
        {
            host.Service("opsmop-own").Stopped().Enabled(false);
            host.File("/etc/systemd/system/opsmop-own.service").Absent();
            return;
        }

        var unit = host.File("/etc/systemd/system/opsmop-own.service").Content($"[Service]\nExecStart={Program}\n\n[Install]\nWantedBy=multi-user.target\n");
        host.Service("opsmop-own").Running().Enabled().RestartOn(unit);
    }
}
