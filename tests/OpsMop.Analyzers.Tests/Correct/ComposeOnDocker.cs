// Docker compose: YAML with secrets by file, a project per dictionary entry, WhenChanged instead of guards, commands with braces, formats and templates.
public sealed partial class Containers : Role
{
    public IReadOnlyDictionary<string, string> Images { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    [Required]
    public Secret? RegistryPassword { get; set; }

    public string Registry { get; set; } = "registry.example.org";

    public override void Define(Host host)
    {
        var engine = host.Package("docker.io");
        host.Service("docker").Running().Enabled().After(engine);
        var daemon = host.File("/etc/docker/daemon.json").Mode("0644").Content(
            """
            { "log-driver": "journald", "insecure-registries": [], "features": { "buildkit": true } }
            """);
        host.Service("containerd").Running().Enabled().RestartOn(daemon);

        host.Shell($"docker login --username deploy --password-stdin {Registry} && touch /root/.docker/.logged-in")
            .Stdin($"{RegistryPassword}")
            .Creates("/root/.docker/.logged-in");

        foreach (var (name, image) in Images)
        {
            AbsolutePath folder = $"/srv/compose/{name}";
            var compose = host.File(folder / "compose.yaml").Mode("0640").Content(
                $$"""
                services:
                  {{name}}:
                    image: {{Registry}}/{{image}}
                    environment:
                      POSTGRES_PASSWORD_FILE: /run/secrets/db-password
                      DATABASE_URL: postgres://app:${DB_PASSWORD}@db/app
                      LOG_FORMAT: "{{{name}}}"
                    secrets:
                      - db-password
                secrets:
                  db-password:
                    file: ./db-password.txt
                """);
            var pull = host.Command($"docker compose --project-directory {folder} pull --quiet").WhenChanged(compose);
            host.Command($"docker compose --project-directory {folder} up --detach --remove-orphans").WhenChanged(compose, pull);
            host.Command($"docker inspect --format '{{{{.State.Health.Status}}}}' {name}").ChangedWhen(_ => false)
                .Retry(5, every: "3s", until: outcome => outcome.Output.StartsWith("healthy", StringComparison.Ordinal));
            host.Shell($"docker network create {name} > /dev/null").Unless($"docker network inspect {name} > /dev/null 2>&1");
        }

        host.Shell($"docker images --quiet --filter dangling=true | xargs --no-run-if-empty docker rmi").Pipefail().OnlyIf($"docker images --quiet --filter dangling=true | grep -q .");
    }
}
