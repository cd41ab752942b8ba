// Commands at the edge of the rules about commands: guards by a helper, readers with options, scripts that need a shell for one thing, patterns, pipes that may break.
public sealed partial class Honest : Role
{
    public AbsolutePath Root { get; set; } = "/opt/honest";

    public IReadOnlyList<string> Plugins { get; set; } = [];

    public override void Define(Host host)
    {
        host.Shell($"cd {Root} && ./configure --prefix={Root} && make install").Creates(Root / "bin");
        host.Shell($"umask 077; openssl genrsa -out {Root / "key.pem"} 4096 2> /dev/null").Creates(Root / "key.pem");
        host.Shell($"cp --recursive {Root}/share/* /usr/local/share/").Unless($"test -e /usr/local/share/honest");
        host.Shell($"rm -f {Root}/cache/*.tmp").OnlyIf($"ls {Root}/cache/*.tmp > /dev/null 2>&1");
        host.Shell($"ls ~honest/.config").ChangedWhen(_ => false);
        host.Shell($"HOME={Root} npm ci --silent").Creates(Root / "node_modules");
        host.Shell($"command -v jq").ChangedWhen(_ => false);
        host.Shell($"curl -fsS https://example.org/version | head -n 1").ChangedWhen(_ => false);
        host.Shell($"tar -tf {Root / "data.tar"} | grep -q honest").ChangedWhen(_ => false);
        host.Shell($"zcat /var/log/honest.log.*.gz | awk '/error/ {{ n++ }} END {{ print n+0 }}'").ChangedWhen(_ => false);
        host.Shell($"echo honest | gzip > {Root / "word.gz"}").Creates(Root / "word.gz");
        host.Shell($"set -o pipefail; curl -fsS https://example.org/list | sort > {Root / "list"}").Creates(Root / "list");
        host.Shell($"pg_dump shop > {Root / "shop.sql"}").Creates(Root / "shop.sql");
        host.Command($"chmod g+s {Root}").Unless($"test -g {Root}");
        host.Command($"apt-get install -y {Root / "honest.deb"}").Unless($"dpkg -s honest");
        host.Command($"systemctl --user --machine=honest@.host enable honest.timer").Unless($"systemctl --user --machine=honest@.host is-enabled honest.timer");
        host.Command($"systemctl set-default multi-user.target").Unless($"systemctl get-default");
        host.Command($"curl -fsS --header 'Accept: application/json' -o {Root / "index.json"} https://example.org/index").Creates(Root / "index.json");
        host.Command($"setfattr -n user.honest -v yes {Root}").Unless($"getfattr -n user.honest {Root}");
        host.Command($"update-alternatives --set editor /usr/bin/vim.basic").ChangedWhen(outcome => outcome.Output.Contains("using", StringComparison.Ordinal));
        host.Command($"timedatectl set-timezone Europe/Berlin").Unless($"test -e /etc/localtime");
        host.Command($"find {Root} -name '*.pyc' -newer {Root / "stamp"}").ChangedWhen(_ => false);
        host.Command($"grep -E '^(a|b)$' {Root / "list"}").FailedWhen(outcome => outcome.ExitCode > 1).ChangedWhen(_ => false);

        foreach (var plugin in Plugins)
        {
            Once($"{Root / "bin/plugin"} install {plugin}", Root / "plugins" / plugin);
        }

        if (!host.FileTests.Exists(Root / "license"))
        {
            host.Command($"{Root / "bin/honest"} accept-license");
        }

        host.When(() => host.FileTests.IsFile(Root / "migrate"), () => host.Command($"{Root / "bin/honest"} migrate"));

        void Once(CommandText command, AbsolutePath stamp) => host.Command(command).Creates(stamp);
    }
}
