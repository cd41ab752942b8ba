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
        // Your program takes the place of these two.
        host.Shell($"echo migrated to {Version} > /var/tmp/shop-migration").Unless($"grep -q {Version} /var/tmp/shop-migration");
        if (Reports.IsGiven)
        {
            host.Fetch("/var/tmp/shop-migration").To(Reports / $"{host.Name}.txt");
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
