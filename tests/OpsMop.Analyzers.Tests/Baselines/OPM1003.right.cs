/// <summary>A database of PostgreSQL.</summary>
[ResourceType("database")]
public sealed partial class DatabaseResource : Resource
{
    /// <summary>Its name in the cluster.</summary>
    [Key]
    public string Database { get; }
}

[Provider<DatabaseResource>("file", Default = true)]
internal sealed class DumpProvider : Provider<DatabaseResource>
{
    public override ValueTask PlanAsync(DatabaseResource want, Plan plan, CancellationToken cancel) => default;
}

[Provider<DatabaseResource>("psql", Platforms = ["linux"])]
internal sealed class PsqlProvider : Provider<DatabaseResource>
{
    public override ValueTask PlanAsync(DatabaseResource want, Plan plan, CancellationToken cancel)
    {
        plan.Say($"{want.Database} is in main.");
        return default;
    }
}
