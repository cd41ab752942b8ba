namespace OpsMop.Lab.Scenarios;

/// <summary>The service of the package <c>opsmop-demo</c>, with its configuration and an override of its unit.</summary>
public sealed partial class Demo : Role
{
    public ServiceState? State { get; set; }

    public bool? Enabled { get; set; }

    public bool? Masked { get; set; }

    /// <summary>What the configuration says; not managed where empty.</summary>
    public string Conf { get; set; } = "";

    /// <summary>A variable that the override gives to the service; not managed where empty.</summary>
    public string Variable { get; set; } = "";

    /// <summary>Whether the run fails after the files are written.</summary>
    public bool Fails { get; set; }

    public override void Define(Host host)
    {
        var files = new List<ResourceBuilder>();
        if (Conf.Length > 0)
        {
            files.Add(host.File("/etc/opsmop-demo.conf").Content($"say = {Conf}\n"));
        }

        if (Variable.Length > 0)
        {
            host.Directory("/etc/systemd/system/opsmop-demo.service.d");
            files.Add(host.File("/etc/systemd/system/opsmop-demo.service.d/lab.conf").Content($"[Service]\nEnvironment=LAB={Variable}\n"));
        }

        if (Fails)
        {
            host.Command($"false");
        }

        var service = host.Service("opsmop-demo");
        if (State is { } state)
        {
            service.State(state);
        }

        if (Enabled is { } enabled)
        {
            service.Enabled(enabled);
        }

        if (Masked is { } masked)
        {
            service.Masked(masked);
        }

        if (files.Count > 0)
        {
            service.RestartOn([.. files]);
        }
    }
}
