using System.Globalization;

namespace OpsMop;

/// <summary>Shows facts, anywhere.</summary>
[Provider<DebugFactsResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class DebugFactsProvider : Provider<DebugFactsResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(DebugFactsResource want, Plan plan, CancellationToken cancel)
    {
        var all = !want.Platform && !want.Network && !want.UserFacts;
        if (all || want.Platform)
        {
            SayPlatform(plan, plan.Facts.Platform);
        }

        if (all || want.Network)
        {
            SayNetwork(plan, plan.Facts.Network);
        }

        if (all || want.UserFacts)
        {
            foreach (var (name, value) in plan.Facts.UserFacts.All)
            {
                Say(plan, "userFacts." + name, value.GetRawText());
            }
        }

        return default;
    }

    private static void SayPlatform(Plan plan, PlatformFacts facts)
    {
        Say(plan, "platform.system", facts.System);
        Say(plan, "platform.distribution", facts.Distribution);
        Say(plan, "platform.version", facts.Version);
        Say(plan, "platform.codename", facts.Codename);
        Say(plan, "platform.description", facts.Description);
        Say(plan, "platform.architecture", facts.Architecture);
        Say(plan, "platform.kernel", facts.Kernel);
        Say(plan, "platform.packageManager", facts.PackageManager);
        Say(plan, "platform.serviceManager", facts.ServiceManager);
        Say(plan, "platform.processors", facts.Processors.ToString(CultureInfo.InvariantCulture));
        Say(plan, "platform.memory", (facts.Memory / (1 << 20)).ToString(CultureInfo.InvariantCulture) + " MiB");
        Say(plan, "platform.families", string.Join(", ", facts.Families));
    }

    private static void SayNetwork(Plan plan, NetworkFacts facts)
    {
        Say(plan, "network.hostName", facts.HostName);
        Say(plan, "network.fullName", facts.FullName);
        foreach (var one in facts.Interfaces)
        {
            Say(plan, $"network.interfaces.{one.Name}", string.Join(", ", one.Addresses) + (one.HardwareAddress.Length > 0 ? $" ({one.HardwareAddress})" : ""));
        }

        Say(plan, "network.defaultInterface", facts.DefaultInterface ?? "");
        Say(plan, "network.defaultGateway", facts.DefaultGateway?.ToString() ?? "");
    }

    private static void Say(Plan plan, string name, string value) => plan.Say($"{name} = {value}");
}
