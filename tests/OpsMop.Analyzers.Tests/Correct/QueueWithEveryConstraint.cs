// A type with constraints of every kind that can all be satisfied, and attributes of its author's own beside them.
public enum Level { Low, High }
/// <summary>A queue.</summary>
[ResourceType("queue"), ResourceType2]
[OneOf(nameof(A), nameof(B), Optional = true)]
[Excludes2]
public sealed partial class QueueResource : Resource
{
    /// <summary>Key.</summary>
    [Key, RegularExpression("[a-z]+")] public string Queue { get; }
    /// <summary>A.</summary>
    [Range(0, 0)] public int? A { get; }
    /// <summary>B.</summary>
    [Range(-1.5, 2)] public double? B { get; }
    /// <summary>C.</summary>
    [Needs(nameof(A), nameof(B)), Length(0, 3)] public IReadOnlyList<string>? C { get; }
    /// <summary>D.</summary>
    [Excludes(nameof(C)), AllowedValues("x", "y")] public string? D { get; }
    /// <summary>E.</summary>
    [Url, Length(1, 2000)] public string? E { get; }
    /// <summary>F.</summary>
    [Suggests(nameof(A))] public Level? F { get; }
    /// <summary>G.</summary>
    [ReadableBy(nameof(Mode))] public Text? Body { get; }
    /// <inheritdoc cref="A"/>
    [FromScope("Mode")] public UnixMode? Mode { get; }
    /// <summary>H.</summary>
    [Absence, Excludes(nameof(A), nameof(B), nameof(D))] public bool Gone { get; }
    /// <summary>I.</summary>
    [Printed] public Text? Note { get; }
    /// <summary>J.</summary>
    public FileResource? Log { get; }
    private int Cached => A ?? 0;
    /// <summary>K.</summary>
    public string Shown => $"{Cached}";
}
public sealed class ResourceType2Attribute : Attribute;
public sealed class Excludes2Attribute : Attribute;
[Provider<QueueResource>("q", Default = true)]
public sealed class Q : Provider<QueueResource>
{
    public override ValueTask PlanAsync(QueueResource want, Plan plan, CancellationToken cancel) => ValueTask.CompletedTask;
}
public sealed partial class Qs : Role
{
    public override void Define(Host host)
    {
        var log = host.File("/l").Content("").Mode("0644");
        host.Queue("a").A(0).F(Level.High).C("x", "y").Mode("0600").Log(log);
        host.Queue("b").B(-1.5).D("x").E("https://x").Body("b").Mode("0644").Note("n");
        host.Queue("c").Gone();
    }
}
