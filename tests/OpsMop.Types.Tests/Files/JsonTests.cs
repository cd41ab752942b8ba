namespace OpsMop.Types.Tests.Files;

public sealed class JsonTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task Values_are_set_and_taken_away_and_the_rest_stays() => ProveAsync(
        "json",
        there:
        [
            (
                "cat /root/opsmop-types/json/opsmop-daemon.json",
                """
                {
                    // kept
                    "dns": ["9.9.9.9"],
                    "log-driver": "json-file",
                    "log-opts": {
                        "max-size": "10m"
                    },
                    "labels": {
                        "example.org/team": "web"
                    },
                    "max-concurrent-downloads": 3,
                    "live-restore": true,
                    "insecure-registries": [
                        "10.0.0.1:5000",
                        "10.0.0.2:5000"
                    ],
                    "default-address-pools": [
                        {
                            "base": "10.10.0.0/16",
                            "size": 24
                        }
                    ]
                }
                """),
        ],
        gone: [("grep -cE 'max-size|10.0.0.1:5000|debug' /root/opsmop-types/json/opsmop-daemon.json; rm -r /root/opsmop-types/json", "0")],
        before: "mkdir -p /root/opsmop-types/json; cd /root/opsmop-types/json; printf '{\n    // kept\n    \"debug\": true,\n    \"dns\": [\"9.9.9.9\"]\n}\n' >opsmop-daemon.json");
}
