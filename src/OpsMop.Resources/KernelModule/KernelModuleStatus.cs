namespace OpsMop;

/// <summary>A module that is there; what is observed under <c>module:NAME</c>.</summary>
/// <param name="IsBuiltIn">Whether it is a part of the kernel, so that it cannot go.</param>
internal sealed record KernelModuleStatus(bool IsBuiltIn);
