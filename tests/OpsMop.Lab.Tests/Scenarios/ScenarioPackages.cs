namespace OpsMop.Lab.Tests.Scenarios;

/// <summary>The packages that the scenarios install, beside <see cref="LabRepository.Demo"/>.</summary>
internal static class ScenarioPackages
{
    /// <summary>Three packages without anything to them.</summary>
    public static IReadOnlyList<string> Plain { get; } = ["opsmop-one", "opsmop-two", "opsmop-three"];

    public static async Task AddAsync(LabRepository repository)
    {
        foreach (string name in Plain)
        {
            await repository.AddAsync(name, "1.0", new Dictionary<string, (string, string)> { [$"/usr/share/{name}/x"] = ("x\n", "644") });
        }

        await repository.AddAsync("opsmop-slow", "1.0", new Dictionary<string, (string, string)>(), scripts: new Dictionary<string, string> { ["postinst"] = "#!/bin/sh\nsleep 3\n" });

        await repository.AddAsync("opsmop-broken", "1.0", new Dictionary<string, (string, string)>(), scripts: new Dictionary<string, string> { ["postinst"] = "#!/bin/sh\necho the database is not there >&2\nexit 3\n" });

        // Two services, a user, a group and folders: all that a policy may name before the package is there.
        await repository.AddAsync(
            "opsmop-chain",
            "1.0",
            new Dictionary<string, (string, string)>
            {
                ["/lib/systemd/system/opsmop-chain.service"] = ("[Service]\nExecStart=/bin/sleep infinity\n\n[Install]\nWantedBy=multi-user.target\n", "644"),
                ["/lib/systemd/system/opsmop-chain-worker.service"] = ("[Service]\nExecStart=/bin/sleep infinity\nUser=opsmop-chain\n", "644"),
                ["/etc/opsmop-chain/README"] = ("Configuration goes here.\n", "644"),
                ["/var/lib/opsmop-chain/README"] = ("Data goes here.\n", "644"),
            },
            scripts: new Dictionary<string, string>
            {
                ["postinst"] = "#!/bin/sh\nset -e\ngetent passwd opsmop-chain >/dev/null || useradd --system --user-group opsmop-chain\nsystemctl daemon-reload\n",
                ["prerm"] = "#!/bin/sh\nset -e\nsystemctl disable --now opsmop-chain opsmop-chain-worker\n",
                ["postrm"] = "#!/bin/sh\nset -e\nif [ \"$1\" = purge ]; then userdel opsmop-chain; rm -rf /etc/opsmop-chain /var/lib/opsmop-chain; fi\n",
            });
    }
}
