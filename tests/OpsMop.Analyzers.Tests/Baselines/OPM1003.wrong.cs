/// <summary>A database of PostgreSQL.</summary>
[ResourceType("database")]
public sealed partial class DatabaseResource : Resource
{
    /// <summary>Its name in the cluster.</summary>
    [Key]
    public string Database { get; }
}

[Provider<DatabaseResource>("file", Default = true)]
internal sealed class DumpProvider : Provider<FileResource>
{
    public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default;
}

[Provider<DatabaseResource>("psql", Platforms = ["linux"])]
internal sealed class PsqlProvider(string cluster) : Provider<DatabaseResource>
{
    public override ValueTask PlanAsync(DatabaseResource want, Plan plan, CancellationToken cancel)
    {
        plan.Say($"{want.Database} is in {cluster}.");
        return default;
    }
}
