public sealed partial class Node : Role
{
    /// <summary>How the node signs its log.</summary>
    public string Signature { get; set; } = Guid.NewGuid().ToString();

    public override void Define(Host host)
    {
        // Rewritten in every run, and the node is restarted each time.
        host.File("/etc/node/id").Content($"{Guid.NewGuid()}\n").Mode("0644");

        // Another minute in every run.
        host.File("/etc/cron.d/node").Content($"{Minute()} 3 * * * root /usr/bin/node-report {Signature}\n").Mode("0644");
    }

    private static int Minute() => Random.Shared.Next(60);
}
