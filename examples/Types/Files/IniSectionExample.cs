/// <summary>A section of an INI file.</summary>
public sealed partial class IniSectionExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // Keys make their section themselves; this is for one that may be empty.
        host.IniSection(Folder / "opsmop-app.ini", "plugins").Create();
    }
}

/// <summary>A section goes with all its keys.</summary>
public sealed partial class IniSectionGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.IniSection(Folder / "opsmop-app.ini", "plugins").Absent();
}
