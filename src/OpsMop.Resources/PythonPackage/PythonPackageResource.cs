namespace OpsMop;

/// <summary>A package of Python in a virtual environment. The system's own Python is left to the system's package manager.</summary>
/// <remarks>
/// Packages of one environment that stand together are installed together. Where they come from, and who may take them from there, stands in pip's own configuration,
/// such as <c>/etc/pip.conf</c>.
/// </remarks>
[ResourceType("python-package")]
[OneOf(nameof(Version), nameof(Latest), nameof(Absent), nameof(File), Optional = true)]
public sealed partial class PythonPackageResource : Resource
{
    /// <summary>The package's name, as it is in the index: <c>flask</c>.</summary>
    [Key, RegularExpression(@"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", Explanation = "one package's name, such as flask")]
    public string Package { get; }

    /// <summary>The virtual environment that it is installed into, such as <c>/opt/app/venv</c>. It is made where it is missing.</summary>
    [Key]
    public AbsolutePath Environment { get; }

    /// <summary>The version that must be installed, older or newer than the present one. A <c>*</c> at its end stands for any rest: <c>1.22.*</c>.</summary>
    [Pins, RegularExpression("[A-Za-z0-9.+!_-]+[*]?", Explanation = "a version, such as 1.22.1, or its beginning and a *")]
    public string? Version { get; }

    /// <summary>The newest version that can be had.</summary>
    public bool Latest { get; }

    /// <summary>
    /// A wheel on the host that the package is in, such as <c>/srv/flask-3.0.0-py3-none-any.whl</c>. It is installed if another version is there, or none.
    /// </summary>
    public AbsolutePath File { get; }

    /// <summary>It must not be installed. What it needed stays.</summary>
    [Absence]
    public bool Absent { get; }
}
