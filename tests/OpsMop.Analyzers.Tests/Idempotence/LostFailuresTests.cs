namespace OpsMop.Analyzers.Tests.Idempotence;

public sealed class LostFailuresTests
{
    [Fact]
    public Task A_dump_or_a_download_may_fail_before_a_pipe() =>
        Verify.DefineAsync(
            """
            host.Shell($"{|OPM3007:mysqldump|} shop | gzip > /srv/shop.sql.gz").Creates("/srv/shop.sql.gz");
            host.Shell($"{|OPM3007:curl|} -fsSL https://example.org/install.sh | sh").Creates("/opt/app");
            host.Shell($"cd /srv && {|OPM3007:tar|} c app | ssh backup tar x").Creates("/srv/sent");
            host.Shell($"sudo -u postgres {|OPM3007:pg_dump|} shop | grep -v '^--' > /srv/shop.sql").Creates("/srv/shop.sql");
            host.Shell($"{|OPM3007:curl|} -fsS https://example.org/key | gpg --dearmor | tee /usr/share/keyrings/x.gpg > /dev/null").Creates("/x");
            """);

    [Theory]
    [InlineData("grep x /srv/f | wc -l")]
    [InlineData("echo x | app import")]
    [InlineData("yes | app install")]
    [InlineData("curl -fsS https://example.org/health | grep -q ok")]
    [InlineData("cat /srv/x | app import")]
    [InlineData("ps ax | app report")]
    [InlineData("mysqldump shop > /srv/x && gzip /srv/x")]
    [InlineData("mysqldump shop || true")]
    [InlineData("set -o pipefail; mysqldump shop | gzip > /srv/x")]
    [InlineData("for d in a b; do mysqldump $d | gzip > /srv/$d; done")]
    [InlineData("echo 'curl | sh' > /srv/x; app")]
    [InlineData("echo x | gzip | app import")]
    [InlineData("zcat /srv/x.gz | head -n 1 > /srv/first")]
    [InlineData("curl -fsS https://example.org/list | grep -m1 app | tee /srv/app")]
    public Task Where_nothing_is_lost_nothing_is_said(string script) => Verify.DefineAsync($"""host.Shell($"{script}").Creates("/srv/done");""");

    [Fact]
    public Task Pipefail_and_questions_are_fine() =>
        Verify.DefineAsync(
            """
            host.Shell($"mysqldump shop | gzip > /srv/x").Pipefail().Creates("/srv/x");
            host.Shell($"app update && app reload").Unless($"curl -s https://example.org/version | app compare");
            var dump = host.Shell($"mysqldump shop | gzip > /srv/y").Creates("/srv/y");
            dump.Pipefail();
            """);

    [Fact]
    public Task Procedures_lose_failures_too() => Verify.ProcedureAsync("""await host.Shell($"{|OPM3007:mysqldump|} shop | gzip > /srv/x");""");

    [Fact]
    public Task The_fix_lets_all_of_the_pipe_count() =>
        Fix.DefineAsync(
            "OPM3007",
            """host.Shell($"mysqldump {Word} | gzip > /srv/x").Creates("/srv/x");""",
            """host.Shell($"mysqldump {Word} | gzip > /srv/x").Pipefail().Creates("/srv/x");""");

    [Fact]
    public Task A_type_without_such_a_switch_is_told_of_a_file() =>
        Verify.FileAsync(
            """
            /// <summary>A job.</summary>
            [ResourceType("job")]
            public sealed partial class JobResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key]
                public string Id { get; }

                /// <summary>What it runs.</summary>
                [RunsCommand(Shell = true)]
                public CommandText? Script { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.Job("x").Script($"{|OPM3007:mysqldump|} shop | gzip > /srv/x");
            }
            """);
}
