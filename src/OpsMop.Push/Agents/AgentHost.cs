namespace OpsMop.Push.Agents;

/// <summary>What a host says of itself, as far as it decides which programs run there.</summary>
/// <param name="System">What <c>uname -s</c> says: <c>Linux</c>.</param>
/// <param name="Machine">What <c>uname -m</c> says: <c>x86_64</c>.</param>
/// <param name="Libc">What <c>getconf GNU_LIBC_VERSION</c> says (<c>glibc 2.36</c>), or <c>musl</c>; empty where nothing is known, which counts as glibc of any version.</param>
internal sealed record AgentHost(string System, string Machine, string Libc = "")
{
    /// <summary>Whether its C library is musl (Alpine).</summary>
    public bool IsMusl => Libc.Contains("musl", StringComparison.OrdinalIgnoreCase);

    /// <summary>The version of its glibc; <see langword="null"/> where it is not known.</summary>
    public Version? Glibc => Libc.StartsWith("glibc ", StringComparison.Ordinal) && Version.TryParse(Libc.AsSpan(6).Trim(), out var version) ? version : null;
}
