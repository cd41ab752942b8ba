// Many commands at the edge of what a type does, of what a shell is needed for, of what a pipe may lose.
public sealed partial class Misc : Role
{
    public AbsolutePath Root { get; set; } = "/opt/misc";
    public string Version { get; set; } = "1.2";
    public IReadOnlyList<string> Flags { get; set; } = [];
    public string? User { get; set; }

    public override void Define(Host host)
    {
        host.Command($"find {Root} -name *.log -delete").ChangedWhen(_ => false);
        host.Command($"curl -fsS https://example.org/?a=1").ChangedWhen(_ => false);
        host.Command($"git -C {Root} switch --detach v{Version}").Unless($"git -C {Root} describe --exact-match --tags v{Version}");
        host.Command($"{Root}/bin/app-{Version} --flag={Version}").ChangedWhen(_ => false);
        host.Command($"app {(User is null ? "" : $"--user={User}")} --x").ChangedWhen(_ => false);
        host.Command($"mysql --execute='SELECT 1; SELECT 2'").ChangedWhen(_ => false);
        host.Command($"awk '$1 == \"a\" {{ print }}' /etc/passwd").ChangedWhen(_ => false);
        host.Shell($"tee /etc/misc.conf < {Root / "misc.conf"} > /dev/null").Unless($"cmp -s {Root / "misc.conf"} /etc/misc.conf");
        host.Shell($"cat {Root}/conf.d/* > /etc/misc.joined").Creates("/etc/misc.joined");
        host.Shell($"mkdir -p {Root / "a"} && tar -C {Root / "a"} -xf {Root / "a.tar"}").Creates(Root / "a");
        host.Shell($"rm -f {Root / "lock"}; {Root / "bin/app"} start").Unless($"pgrep -x app");
        host.Shell($"systemctl stop app && mv {Root / "data"} /srv/data && systemctl start app").Creates("/srv/data");
        host.Shell($"apt-get update && apt-get upgrade -y").ChangedWhen(outcome => !outcome.Output.Contains("0 upgraded"));
        host.Command($"useradd --password '!' locked").Unless($"id locked");
        host.Command($"usermod --lock ann").Unless($"passwd --status ann");
        host.Command($"install -m 0755 {Root / "bin/tool"} /usr/local/bin/tool").Creates("/usr/local/bin/tool");
        host.Command($"ln -f {Root / "a"} {Root / "b"}").Creates(Root / "b");
        host.Shell($"echo \"deb https://example.org stable main\" | grep -q stable").ChangedWhen(_ => false);
        host.Shell($"echo y | app init {Root}").Creates(Root / ".init");
        host.Shell($"[ -e {Root} ] || app init").Creates(Root);
        host.Shell($"crontab -l | grep -q app").ChangedWhen(_ => false);
        host.Shell($"(crontab -l 2>/dev/null; echo '@daily app') | crontab -").Unless($"crontab -l | grep -q app");
        host.Shell($"debconf-set-selections < {Root / "seeds"}").Unless($"debconf-show app | grep -q true");
        host.Shell($"echo 'app app/x boolean true' | debconf-set-selections").Unless($"debconf-show app | grep -q true");
        host.Shell($"docker exec app tar -c /data | gzip -1 > {Root / "data.tgz"}").Pipefail().Creates(Root / "data.tgz");
        host.Shell($"wget -qO- https://example.org/key | gpg --dearmor > /usr/share/keyrings/x.gpg").Pipefail().Creates("/usr/share/keyrings/x.gpg");
        host.Shell($"exec {Root / "bin/app"} {Flags}").Creates(Root / ".ran");
        host.Shell($"time app").ChangedWhen(_ => false);
        host.Shell($"! app check").ChangedWhen(_ => false);
        host.Shell($"app {Root}/*.conf").ChangedWhen(_ => false);
        host.Shell($"app \\\n  --long").ChangedWhen(_ => false);
        host.Shell($"app # with a comment").ChangedWhen(_ => false);
        host.Command($"sh -c 'app > /dev/null'").ChangedWhen(_ => false);
        host.Command($"mkdir -p -m 0700 {Root}/a/b/{{c,d}}").Creates(Root / "a");
        host.Command($"tune vm.x=1").Unless($"grep -qx 1 /proc/sys/vm/x");
        host.Command($"touch -d yesterday {Root / "old"}").Creates(Root / "old");
        host.Command($"chown -h app {Root / "link"}").Unless($"test -O {Root / "link"}");
        host.Command($"chmod --reference=/etc/passwd {Root / "x"}").ChangedWhen(_ => false);
        host.Command($"curl -fsS -z {Root / "a"} -o {Root / "a"} https://example.org/a").ChangedWhen(_ => false);
    }
}
