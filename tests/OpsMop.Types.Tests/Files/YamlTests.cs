namespace OpsMop.Types.Tests.Files;

public sealed class YamlTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task Values_are_set_and_taken_away_and_the_rest_stays() => ProveAsync(
        "yaml",
        there:
        [
            (
                "cat /root/opsmop-types/yaml/opsmop-app.yaml",
                """
                # The application
                server:
                  port: 8080  # http
                  features: [search, export]
                  tls:
                    version: "1.3"
                limits:
                  users: 100
                  hosts:
                    - a
                    - b
                """),
        ],
        gone: [("grep -c tls /root/opsmop-types/yaml/opsmop-app.yaml; rm -r /root/opsmop-types/yaml", "0")]);
}
