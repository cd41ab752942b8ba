namespace OpsMop.Push.Inventories;

/// <summary>Where an inventory is read from.</summary>
internal sealed record InventoryOptions
{
    /// <summary>The folder that paths are relative to.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Files and folders, as <c>--inventory</c> names them, or hosts with commas: <c>web1,root@web2:2222</c>. Where it is empty, the usual places are looked at.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Sets of hosts that patterns may name, such as <c>failed</c>; each is read when one names it.</summary>
    public IReadOnlyDictionary<string, Func<IReadOnlyList<string>>> Sets { get; init; } = new Dictionary<string, Func<IReadOnlyList<string>>>();

    /// <summary>The file of the user's own settings of connections; <see langword="null"/> for none.</summary>
    public string? UserFile { get; init; } = DefaultUserFile();

    /// <summary><c>$XDG_CONFIG_HOME/opsmop/connection.yaml</c>, or the same below <c>~/.config</c>.</summary>
    public static string? DefaultUserFile()
    {
        var config = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        if (string.IsNullOrEmpty(config) || !Path.IsPathFullyQualified(config))
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            config = home.Length > 0 ? Path.Combine(home, ".config") : null;
        }

        return config is null ? null : Path.Combine(config, "opsmop", "connection.yaml");
    }
}
