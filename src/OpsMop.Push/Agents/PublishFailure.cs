namespace OpsMop.Push.Agents;

/// <summary>Why a build of an agent did not succeed.</summary>
internal enum PublishFailure
{
    /// <summary>It did.</summary>
    None,

    /// <summary>The code of the policy does not compile.</summary>
    Code,

    /// <summary>The policy, or a library of it, finds code at run time in ways that trimming and native compilation break.</summary>
    NotTrimmable,

    /// <summary>The runtime for the platform cannot be had.</summary>
    NoRuntime,

    /// <summary>Something else that the build needs is missing here.</summary>
    Toolchain,
}
