/// <summary>Values of a YAML file, by their paths. The rest of the file stays as it is written, comments too.</summary>
public sealed partial class YamlExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var config = Folder / "opsmop-app.yaml";
        host.File(config).Content("# The application\nserver:\n  port: 80  # http\n  features: [search]\n").Mode("0644").Overwrite(false);
        host.Yaml(config, "server.port").Number(8080);

        // What is missing on the way is made; a text that could be taken for something else is quoted.
        host.Yaml(config, "server.tls.version").Value("1.3");
        host.Yaml(config, "server.features").Contains("export");
        host.Yaml(config, "limits").Raw("""{"users": 100, "hosts": ["a", "b"]}""");
    }
}

/// <summary>Values are taken away.</summary>
public sealed partial class YamlGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.Yaml(Folder / "opsmop-app.yaml", "server.tls").Absent();
}
