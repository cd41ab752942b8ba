namespace OpsMop;

/// <summary>A module of the kernel: loaded now and at each boot, or kept from being loaded.</summary>
/// <remarks>
/// <c>/etc/modules-load.d/NAME.conf</c> has it loaded at boot; <c>/etc/modprobe.d/NAME.conf</c> has its parameters, or keeps it away. A hyphen and an
/// underscore in the
/// name mean the same. What is built into the kernel counts as loaded. A container has the modules of its host and may load none: what is declared there is loaded
/// already, or <c>PersistOnly</c>. A module that the initial ramdisk loads also needs <c>update-initramfs -u</c> to be kept away or to get other parameters.
/// </remarks>
[ResourceType("kernel-module")]
[InsteadOf("modprobe", "insmod", "rmmod")]
public sealed partial class KernelModuleResource : Resource
{
    /// <summary>The module's name, such as <c>br_netfilter</c>.</summary>
    [Key, RegularExpression("[A-Za-z0-9_-]+", Explanation = "the name of a module, such as br_netfilter, without .ko")]
    public string Module { get; }

    /// <summary>
    /// Its parameters, such as <c>hashsize=65536</c>. They are in force when it is loaded; where it is loaded already, with the next boot. What another file
    /// says of it stays.
    /// </summary>
    public IReadOnlyList<string>? Parameters { get; }

    /// <summary>It is loaded now, and nothing is kept for the next boot.</summary>
    [Excludes(nameof(PersistOnly), nameof(Blacklisted), nameof(Absent))]
    public bool LiveOnly { get; }

    /// <summary>Only what is kept for the next boot is brought to what is declared, and what is loaded now is left alone: for images and containers.</summary>
    public bool PersistOnly { get; }

    /// <summary>It is unloaded, and nothing loads it: neither the hardware that asks for it nor <c>modprobe</c> by its name.</summary>
    [Excludes(nameof(Parameters), nameof(Absent))]
    public bool Blacklisted { get; }

    /// <summary>It is unloaded, and both of its files go. What asks for it may load it again.</summary>
    [Excludes(nameof(Parameters)), Absence]
    public bool Absent { get; }

    /// <summary>The file that has it loaded at boot.</summary>
    internal AbsolutePath LoadFile => $"/etc/modules-load.d/{Module}.conf";

    /// <summary>The file with its parameters, or that keeps it away.</summary>
    internal AbsolutePath OptionsFile => $"/etc/modprobe.d/{Module}.conf";

    partial void ClaimMore(ClaimSet claims)
    {
        // One module can be written in two ways.
        claims.Add(Claim.Path, "/sys/module/" + KernelModules.Normal(Module));
        if (!LiveOnly)
        {
            claims.Add(Claim.Path, LoadFile.Value);
            claims.Add(Claim.Path, OptionsFile.Value);
        }
    }

    partial void ValidateMore(Validation validation)
    {
        if (Parameters?.FirstOrDefault(static one => one.AsSpan().ContainsAny('\n', '\r') || one.Trim().Length == 0) is { } wrong)
        {
            validation.Report("OPM2004", nameof(Parameters), $"Parameters: '{wrong.Trim()}' is no parameter. Give each as name=value, on one line.");
        }
    }
}
