/// <summary>Brings the database to a version.</summary>
public sealed partial class Migration : Role
{
    /// <summary>The version.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>The folder of the controller that gets the report; it stays on the host where none is given.</summary>
    public AbsolutePath Reports { get; set; }

    public override void Define(Host host)
    {
        // The shop's own program, which says with --is whether there is anything to do.
        host.Command($"/opt/shop/migrate {Version}").Unless($"/opt/shop/migrate --is {Version}");
        if (Reports.IsGiven)
        {
            host.Fetch("/var/lib/shop/migration.log").To(Reports / $"{host.Name}.log");
        }
    }

    // A host brings files to this folder, and nowhere else.
    public override void ShareFiles(SharedFiles files)
    {
        if (Reports.IsGiven)
        {
            files.Receive(Reports);
        }
    }
}
