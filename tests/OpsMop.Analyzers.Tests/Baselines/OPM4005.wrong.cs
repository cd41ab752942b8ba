public sealed partial class Agent : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/apt/sources.list.d/agent.list")
            .Content("deb [trusted=yes] https://packages.example.org/debian bookworm main\n")
            .Mode("0644");
        host.Command($"curl -fsSk https://example.org/ready").ChangedWhen(_ => false);
        host.Command($"scp -o StrictHostKeyChecking=no store.example.org:/srv/agent.key /etc/agent/key").Creates("/etc/agent/key");
    }
}

public static class Registry
{
    public static HttpClient Connect() =>
        new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
}
