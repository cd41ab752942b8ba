namespace OpsMop;

/// <summary>A gem of Ruby, in a folder of gems.</summary>
/// <remarks>
/// Gems of one folder that stand together are installed together. Versions stand side by side: one that is wanted is added, and only <c>Absent</c> takes all away.
/// Where gems come from stands in the host's configuration, <c>/etc/gemrc</c>.
/// </remarks>
[ResourceType("ruby-gem")]
[OneOf(nameof(Version), nameof(Latest), nameof(Absent), nameof(File), Optional = true)]
public sealed partial class RubyGemResource : Resource
{
    /// <summary>The gem's name: <c>puma</c>.</summary>
    [Key, RegularExpression(@"[A-Za-z0-9][A-Za-z0-9._-]*", Explanation = "one gem's name, such as puma")]
    public string Gem { get; }

    /// <summary>
    /// The folder that it is installed into, as in <c>GEM_HOME</c>: <c>/opt/app/gems</c>. Debian 12's own for the whole host is <c>/var/lib/gems/3.1.0</c>;
    /// <c>gem environment gemdir</c> tells.
    /// </summary>
    [Key]
    public AbsolutePath Folder { get; }

    /// <summary>The version that must be installed, older or newer than the present one. A <c>*</c> at its end stands for any rest: <c>1.22.*</c>.</summary>
    [Pins, RegularExpression("[A-Za-z0-9.+!_-]+[*]?", Explanation = "a version, such as 1.22.1, or its beginning and a *")]
    public string? Version { get; }

    /// <summary>The newest version that can be had.</summary>
    public bool Latest { get; }

    /// <summary>A file of the host that the gem is in, such as <c>/srv/puma-6.4.0.gem</c>. It is installed if that version is not there.</summary>
    public AbsolutePath File { get; }

    /// <summary>It must not be installed. What it needed stays.</summary>
    [Absence]
    public bool Absent { get; }
}
