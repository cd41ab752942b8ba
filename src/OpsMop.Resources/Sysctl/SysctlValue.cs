namespace OpsMop;

/// <summary>The value that a parameter of the kernel has; what is observed under <c>sysctl:PATH</c>.</summary>
/// <param name="Text">The value, with one blank between its parts.</param>
internal sealed record SysctlValue(string Text);
