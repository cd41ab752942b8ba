/// <summary>Takes a server out of the balancer, or puts it back. It is done on the balancer; <c>host.Name</c> is the server that it is done for.</summary>
public sealed partial class Rotation : Role
{
    private static readonly AbsolutePath Socket = "/run/haproxy/admin.sock";

    /// <summary>What the balancer is to do with the server.</summary>
    public ServerState State { get; set; }

    public override void Define(Host host)
    {
        var state = State == ServerState.Drain ? "drain" : "ready";
        var line = $"^shop,{host.Name},";

        // HAProxy says nothing where all is well, and "No such server." with exit code 0.
        host.Shell($"echo set server shop/{host.Name} state {state} | socat - {Socket}")
            .Unless($"echo show stat | socat - {Socket} | grep {line} | cut -d, -f18 | grep -q {(State == ServerState.Drain ? "DRAIN" : "UP")}")
            .FailedWhen(outcome => outcome.ExitCode != 0 || outcome.Output.Trim().Length > 0);

        if (State == ServerState.Drain)
        {
            // The requests that it is still working on.
            host.Shell($"echo show stat | socat - {Socket} | grep {line} | cut -d, -f5 | grep -qx 0").ChangedWhen(_ => false).Retry(60, every: "1s");
        }
    }
}
