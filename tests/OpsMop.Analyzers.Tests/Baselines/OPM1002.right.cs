/// <summary>A database of PostgreSQL.</summary>
[ResourceType("database")]
public sealed partial class DatabaseResource : Resource
{
    /// <summary>Its name in the cluster.</summary>
    [Key]
    public string Database { get; }

    /// <summary>The role that owns it.</summary>
    public string? Owner { get; }
}

/// <summary>Sends a message to the operators.</summary>
[ResourceType("page-operator", Action = true)]
public sealed partial class PageOperatorResource : Resource
{
    /// <summary>What it says.</summary>
    [Required]
    public Text? Message { get; }
}
