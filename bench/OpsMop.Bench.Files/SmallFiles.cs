using System.Globalization;

/// <summary>Files of 100 bytes, each with another content; bench/floor/floor.c and the peers write the same.</summary>
public sealed partial class SmallFiles : Role
{
    private const string Filler = "line of a configuration file, as long as it takes to make one hundred bytes of it, and no more\n";

    public AbsolutePath Folder { get; set; }

    public int Count { get; set; }

    public override void Define(Host host)
    {
        for (var i = 0; i < Count; i++)
        {
            var number = i.ToString("d5", CultureInfo.InvariantCulture);
            host.File(Folder / $"f{number}").Content($"{number}{Filler}").Mode("0644");
        }
    }
}
