namespace OpsMop.Templates.Interpreter;

/// <summary>What templates see of a host. By hand and not by reflection, so that it is trimmed as the rest is.</summary>
internal static class HostShape
{
    private static readonly string[] HostNames = ["name", "groups", "platform", "network", "facts"];

    private static readonly string[] PlatformNames =
    [
        "name", "family", "families", "system", "distribution", "version", "codename", "description", "architecture", "kernel", "package_manager",
        "service_manager", "processors", "memory",
    ];

    private static readonly string[] NetworkNames = ["host_name", "full_name", "interfaces", "addresses", "default_interface", "default_gateway"];

    private static readonly string[] InterfaceNames = ["name", "hardware_address", "is_loopback", "addresses"];

    /// <summary>The names that a host gives a template: <c>host</c>, and what is in it by its own name.</summary>
    public static void AddTo(Dictionary<string, Value> values, string hostName, IReadOnlyList<string> groups, IFacts facts)
    {
        Value Find(string name) => name switch
        {
            "name" => hostName,
            "groups" => Value.OfList(groups, static group => group),
            "platform" => new FactsValue("platform", static () => PlatformNames, fact => Platform(facts.Platform, fact)),
            "network" => new FactsValue("network", static () => NetworkNames, fact => Network(facts.Network, fact)),
            "facts" => new FactsValue(
                "facts", () => facts.UserFacts.All.Keys, fact => facts.UserFacts.All.TryGetValue(fact, out var json) ? Value.Of(json) : default),
            _ => default,
        };
        values["host"] = new FactsValue("host", static () => HostNames, Find);
        foreach (string name in HostNames)
        {
            values[name] = Find(name);
        }
    }

    private static Value Platform(PlatformFacts platform, string fact) => fact switch
    {
        "name" or "distribution" => platform.Distribution,
        "family" => platform.Families.Count > 0 ? platform.Families[0] : platform.System,
        "families" => Value.OfList(platform.Families, static family => family),
        "system" => platform.System,
        "version" => platform.Version,
        "codename" => platform.Codename,
        "description" => platform.Description,
        "architecture" => platform.Architecture,
        "kernel" => platform.Kernel,
        "package_manager" => platform.PackageManager,
        "service_manager" => platform.ServiceManager,
        "processors" => platform.Processors,
        "memory" => platform.Memory,
        _ => default,
    };

    private static Value Network(NetworkFacts network, string fact) => fact switch
    {
        "host_name" => network.HostName,
        "full_name" => network.FullName,
        "interfaces" => Value.OfList(
            network.Interfaces, static one => new FactsValue("interface", static () => InterfaceNames, name => Interface(one, name))),
        "addresses" => Value.OfList(network.Addresses, static address => address.ToString()),
        "default_interface" => network.DefaultInterface,
        "default_gateway" => network.DefaultGateway?.ToString(),
        _ => default,
    };

    private static Value Interface(NetworkInterfaceFacts one, string fact) => fact switch
    {
        "name" => one.Name,
        "hardware_address" => one.HardwareAddress,
        "is_loopback" => one.IsLoopback,
        "addresses" => Value.OfList(one.Addresses, static address => address.ToString()),
        _ => default,
    };
}
