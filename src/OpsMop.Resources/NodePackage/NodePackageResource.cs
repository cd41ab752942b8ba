namespace OpsMop;

/// <summary>A package of Node.js, with the programs that it brings.</summary>
/// <remarks>
/// Packages of one folder that stand together are installed together. Where they come from, and who may take them from there, stands in npm's own configuration,
/// such as <c>/etc/npmrc</c>.
/// </remarks>
[ResourceType("node-package")]
[OneOf(nameof(Version), nameof(Latest), nameof(Absent), nameof(File), Optional = true)]
public sealed partial class NodePackageResource : Resource
{
    /// <summary>The package's name, as it is in the registry: <c>typescript</c>, <c>@angular/cli</c>.</summary>
    [Key, RegularExpression(@"(@[a-z0-9~-][a-z0-9._~-]*/)?[A-Za-z0-9~-][A-Za-z0-9._~-]*", Explanation = "one package's name, such as typescript or @angular/cli")]
    public string Package { get; }

    /// <summary>
    /// The folder that it is installed below: its programs go to <c>bin</c>, the rest to <c>lib/node_modules</c>. <c>/usr/local</c> makes the programs everybody's.
    /// </summary>
    [Key]
    public AbsolutePath Prefix { get; }

    /// <summary>The version that must be installed, older or newer than the present one. A <c>*</c> at its end stands for any rest: <c>1.22.*</c>.</summary>
    [Pins, RegularExpression("[A-Za-z0-9.+!_-]+[*]?", Explanation = "a version, such as 1.22.1, or its beginning and a *")]
    public string? Version { get; }

    /// <summary>The newest version that can be had.</summary>
    public bool Latest { get; }

    /// <summary>An archive on the host that the package is in, as <c>npm pack</c> makes it. It is installed if another version is there, or none.</summary>
    public AbsolutePath File { get; }

    /// <summary>It must not be installed. What it needed stays.</summary>
    [Absence]
    public bool Absent { get; }
}
