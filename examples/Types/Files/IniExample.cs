/// <summary>Keys of an INI file.</summary>
public sealed partial class IniExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var ini = Folder / "opsmop-app.ini";

        // File and section are made where they are missing.
        host.Ini(ini, "server", "port").Value("8080").Create().Mode("0640");
        host.Ini(ini, "server", "bind").Value("127.0.0.1").NoSpaces();

        // Before the first section, and a key without a value.
        host.Ini(ini, null, "include").Value("/etc/opsmop-app.d");
        host.Ini(ini, "server", "skip-networking").NoValue();

        host.Ini(ini, "server", "debug").Absent();
    }
}

/// <summary>Keys are taken away.</summary>
public sealed partial class IniGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.Ini(Folder / "opsmop-app.ini", "server", "bind").Absent();
}
