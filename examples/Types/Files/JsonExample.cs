/// <summary>Values of a JSON file, by their paths. The rest of the file stays as it is written.</summary>
public sealed partial class JsonExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var daemon = Folder / "opsmop-daemon.json";
        host.Json(daemon, "log-driver").Value("json-file").Create().Mode("0644");

        // What is missing on the way is made. A name with a dot in it is quoted.
        host.Json(daemon, "log-opts.max-size").Value("10m");
        host.Json(daemon, "labels.\"example.org/team\"").Value("web");
        host.Json(daemon, "max-concurrent-downloads").Number(3);
        host.Json(daemon, "live-restore").Flag();

        // Texts in a list, whatever else is in it; and a value as JSON.
        host.Json(daemon, "insecure-registries").Contains("10.0.0.1:5000", "10.0.0.2:5000");
        host.Json(daemon, "default-address-pools").Raw("""[{"base": "10.10.0.0/16", "size": 24}]""");

        host.Json(daemon, "debug").Absent();
    }
}

/// <summary>Values are taken away.</summary>
public sealed partial class JsonGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Json(Folder / "opsmop-daemon.json", "log-opts").Absent();
        host.Json(Folder / "opsmop-daemon.json", "insecure-registries").Lacks("10.0.0.1:5000");
    }
}
