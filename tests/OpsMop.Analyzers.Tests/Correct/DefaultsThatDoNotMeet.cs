// Several defaults: the nearer name of a platform wins, so that each host has one.
/// <summary>A kernel setting.</summary>
[ResourceType("kernel-setting")]
internal sealed partial class KernelSetting : Resource
{
    [Key]
    public string Setting { get; }

    public string? Value { get; }
}

[Provider<KernelSetting>("any", Default = true)]
internal sealed class AnyProvider : Quiet;

[Provider<KernelSetting>("linux", Default = true, Platforms = ["linux"])]
internal sealed class LinuxProvider : Quiet;

[Provider<KernelSetting>("debian", Default = true, Platforms = ["debian", "ubuntu"])]
internal sealed class DebianProvider : Quiet;

[Provider<KernelSetting>("plan9", Default = true, Platforms = ["plan9"])]
internal sealed class Plan9Provider : Quiet;

[Provider<KernelSetting>("other", Platforms = ["debian"])]
internal sealed class OtherProvider : Quiet;

internal abstract class Quiet : Provider<KernelSetting>
{
    public override ValueTask PlanAsync(KernelSetting want, Plan plan, CancellationToken cancel) => default;
}
