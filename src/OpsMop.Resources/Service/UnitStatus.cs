namespace OpsMop;

/// <summary>What systemd says of a unit; what is observed under <c>unit:NAME</c>, with the suffix in the name.</summary>
internal sealed record UnitStatus
{
    /// <summary><c>loaded</c>, <c>not-found</c>, <c>masked</c>, <c>bad-setting</c>, <c>error</c>.</summary>
    public string LoadState { get; init; } = "loaded";

    /// <summary><c>active</c>, <c>inactive</c>, <c>failed</c>, <c>activating</c>, <c>deactivating</c>, <c>reloading</c>; empty where systemd does not run.</summary>
    public string ActiveState { get; init; } = "inactive";

    /// <summary><c>running</c>, <c>dead</c>, <c>auto-restart</c> and so on.</summary>
    public string SubState { get; init; } = "";

    /// <summary><c>enabled</c>, <c>disabled</c>, <c>static</c>, <c>masked</c>, <c>generated</c> and so on.</summary>
    public string UnitFileState { get; init; } = "";

    /// <summary>Whether a unit file has changed since it was read.</summary>
    public bool NeedsReload { get; init; }

    /// <summary>Whether the manager has not seen its file yet. It reads a new one when it is first asked for the unit.</summary>
    public bool IsNew { get; init; }

    /// <summary>The unit file that was read; empty for none.</summary>
    public string FragmentPath { get; init; } = "";

    /// <summary>The overrides that were read, with spaces between them.</summary>
    public string DropInPaths { get; init; } = "";

    /// <summary>Whether the unit can read its configuration anew.</summary>
    public bool CanReload { get; init; } = true;

    /// <summary>The type of a service: <c>simple</c>, <c>oneshot</c>, <c>notify</c> and so on.</summary>
    public string Type { get; init; } = "";

    public bool IsMasked => LoadState == "masked" || UnitFileState is "masked" or "masked-runtime";

    public bool IsActive => ActiveState is "active" or "activating" or "reloading" or "refreshing";

    /// <summary>Whether it is linked to start with the host.</summary>
    public bool IsEnabled => UnitFileState is "enabled" or "enabled-runtime" or "alias";

    /// <summary>Whether there is nothing to enable or disable, because other units start it.</summary>
    public bool IsStatic => UnitFileState is "static" or "indirect" or "transient";

    /// <summary>The state in words.</summary>
    public string Shown => ActiveState.Length == 0 ? "unknown" : ActiveState;

    /// <summary>Reads the properties that <c>systemctl show</c> prints.</summary>
    /// <param name="output">The lines.</param>
    public static UnitStatus Parse(string output)
    {
        var status = new UnitStatus { ActiveState = "", LoadState = "" };
        foreach (var line in output.Split('\n'))
        {
            var equals = line.IndexOf('=');
            if (equals > 0)
            {
                var value = line[(equals + 1)..];
                status = line[..equals] switch
                {
                    "LoadState" => status with { LoadState = value },
                    "ActiveState" => status with { ActiveState = value },
                    "SubState" => status with { SubState = value },
                    "UnitFileState" => status with { UnitFileState = value },
                    "NeedDaemonReload" => status with { NeedsReload = value == "yes" },
                    "FragmentPath" => status with { FragmentPath = value },
                    "DropInPaths" => status with { DropInPaths = value },
                    "CanReload" => status with { CanReload = value == "yes" },
                    "Type" => status with { Type = value },
                    _ => status,
                };
            }
        }

        return status;
    }
}
