namespace OpsMop;

/// <summary>A diversion of dpkg: packages put a file elsewhere than they say, so that another can stand in its place and no upgrade overwrites it.</summary>
/// <remarks>
/// What stands at the path is declared by itself, below the diversion: <c>host.File(…)</c>. Configuration files of packages are better not diverted: dpkg asks
/// before it replaces a changed one, and <c>host.Package(…)</c> keeps it.
/// </remarks>
[ResourceType("dpkg-divert")]
[InsteadOf("dpkg-divert")]
public sealed partial class DpkgDivertResource : Resource
{
    /// <summary>The file as packages name it.</summary>
    [Key]
    public AbsolutePath Path { get; }

    /// <summary>Where packages put it instead; the path with <c>.distrib</c> at its end where not given.</summary>
    public AbsolutePath To { get; }

    /// <summary>A file that is there is moved aside. When the diversion goes, it is moved back, and what stood in its place is deleted.</summary>
    public bool Rename { get; }

    /// <summary>The package whose own file stays at the path; every package's goes elsewhere where not given.</summary>
    [RegularExpression("[a-z0-9][a-z0-9+.-]+", Explanation = "a package's name")]
    public string? Package { get; }

    /// <summary>There must be no such diversion.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>Where packages put it.</summary>
    internal AbsolutePath Target => To.IsGiven ? To : Path.Value + ".distrib";

    partial void ClaimMore(ClaimSet claims)
    {
        // It is a package's; what takes away undeclared files is to leave it.
        if (!Absent)
        {
            claims.Add(Claim.Part, Target.Value);
        }
    }
}
