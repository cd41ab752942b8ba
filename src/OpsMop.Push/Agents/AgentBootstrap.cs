namespace OpsMop.Push.Agents;

/// <summary>
/// The script that finds the agent on a host, takes it where it is not there, and becomes it. It is one line for any POSIX <c>sh</c> (dash, bash, busybox), without single
/// quotes, backslashes and exclamation marks, so that every login shell hands it on unchanged.
/// </summary>
/// <remarks>
/// <para>What it says and hears, each in one line:</para>
/// <code>
/// GREETING run HASH                  what follows is the agent's
/// GREETING ask SYSTEM MACHINE LIBC   the controller answers HASH SIZE (of the program), or closes; LIBC is "glibc 2.36", "musl" or nothing.
///                              Where there is no agent for the host, the answer is sh SCRIPT, and the script takes over
/// send gz, send raw            the controller sends a piece of the agent, compressed with gzip or as it is: a line with its number of bytes, and " more" where it is not the last, then the
///                              bytes, then nothing until it is answered
/// more                         the piece is there: the next one
/// run HASH                     as above
/// again REASON                 one folder will not do, and another one is tried: send, again or fail follows
/// fail REASON                  there is no folder that will do
/// </code>
/// <para>
/// The agent lies in a folder of the user's own with mode 0700, as <c>HASH</c>. Its SHA-256 is computed when it has come, and once in each boot of the machine: after a loss of power a file can
/// have its size and lack its bytes. That it was right is said by an empty file, <c>HASH.BOOT</c>, as long as that is newer than the agent. The time of <c>HASH.used</c> is when it was last
/// started. So one that was verified in this boot is started without any program of the host's. With the arrival of another one, those go that were not started for two weeks, and all but the
/// five that were used last.
/// </para>
/// </remarks>
internal static class AgentBootstrap
{
    /// <summary>The folders that are tried for the agent, in order: for root, and for others. One is passed over where it is not the user's own, cannot be written, is full, or where no program may run.</summary>
    public const string Folders =
        """if [ "$u" = 0 ];then set -- /var/lib/opsmop/agents /var/cache/opsmop/agents /opt/opsmop/agents /root/.cache/opsmop/agents;else set -- "${XDG_CACHE_HOME:-$HOME/.cache}/opsmop/agents" "$HOME/.opsmop/agents" "/var/tmp/opsmop-$u" "/run/user/$u/opsmop";fi""";

    /// <summary>Sets <c>d</c> to the first of them, without starting a program. A shell that does not know <c>-O</c> finds nothing there, and goes the long way.</summary>
    public const string First = """d=/var/lib/opsmop/agents;[ -O / ] 2>/dev/null||d=${XDG_CACHE_HOME:-$HOME/.cache}/opsmop/agents""";

    private const string Text = """
        b=;read b 2>/dev/null </proc/sys/kernel/random/boot_id;b=${b:-0};v=;
        good(){ [ -x "$1" ]&&[ -O "$1" ]&&[ -O "$1.$b" ]&&[ "$1.$b" -nt "$1" ];} 2>/dev/null;
        run(){ { { :;} >"$p.used";} 2>/dev/null;[ -z "$v" ]||umask "$v";echo "$1run $h";exec "$p" agent;};
        FIRST;for k in KNOWN;do h=${k#*=};p=$d/$h;[ "${b#0}" ]&&[ -O "$d" ] 2>/dev/null&&good "$p"&&run "GREETING";done;
        v=$(umask);umask 077;u=0;[ -O / ] 2>/dev/null||u=$(id -u);m=$(uname -sm);
        FOLDERS;
        own(){ set -- $(LC_ALL=C ls -lnd "$1" 2>/dev/null);case $1 in drwx------*)[ "$3" = "$u" ];;*)false;;esac;};
        sum(){ y=$({ openssl dgst -sha256 -r <"$1"||sha256sum <"$1";} 2>/dev/null);y=${y%% *};[ "$y" = "$h" ];};
        keep(){ rm -f "$1".[0-9a-f]*;{ :;} >"$1.$b";true;} 2>/dev/null;
        look(){ good "$1"&&return;sum "$1"&&keep "$1"||{ rm -f "$1" "$1".*;false;};};
        seek(){ for d in "$@";do p=$d/$h;[ -f "$p" ]&&own "$d"&&look "$p"&&return;done;false;};
        drop(){ while read x;do x=${x%.used};rm -f "$x" "$x".*;done;};
        tidy(){ (cd "$1"&&ls -t|grep "[.]used$"|tail -n +6|drop;find . -name "*.used" -mtime +14|drop;find . -name ".new*" -mtime +0 -exec rm -f {} +) >/dev/null 2>&1;};
        take(){ d=$1;t=$d/.new$$;x=$(mkdir -p "$d" 2>&1);own "$d"||{ e="$d is not the private folder of user $u";[ -d "$d" ]||e="$d cannot be made: ${x##*: }";return 1;};
        { echo >"$t";} 2>/dev/null||{ e="$d cannot be written";return 1;};
        set -- $(LC_ALL=C df -Pk "$d" 2>/dev/null);[ "${11:-x}" -ge $((n/1024+1024)) ] 2>/dev/null||[ $? = 2 ]||{ e="$d has no room: ${11} KB";rm -f "$t";return 1;};
        z=cat;w=raw;command -v gzip >/dev/null 2>&1&&z="gzip -dc"&&w=gz;echo "send $w";
        read c l||exit 1;{ while head -c "$c";[ "$l" ]&&echo more >&3&&read c l;do :;done|{ $z >"$t" 2>/dev/null;r=$?;[ $r = 0 ]||cat >/dev/null;exit $r;};r=$?;} 3>&1;
        if sum "$t";then chmod 700 "$t";x=$("$t" --version 2>&1 >/dev/null </dev/null)||{ r=$?;echo exit 0 >"$t";[ $r = 126 ]&&{ "$t" >/dev/null 2>&1 </dev/null||{ e="$d does not let programs run";rm -f "$t";return 1;};};
        rm -f "$t";echo "fail it does not start there: $(echo "$x"|tail -n 1)";exit 1;};
        p=$d/$h;mv -f "$t" "$p"&&keep "$p";for x in "$d"/*.used "$d"/.new*;do [ -e "$x" ]&&tidy "$d"&&break;done;[ -f "$p" ]&&return;fi;
        rm -f "$t";if [ $r -gt 0 ];then e="$d has no room, or cannot be written";elif [ -z "$y" ];then e="there is neither sha256sum nor openssl to verify it";else e="it did not arrive as it was sent";fi;false;};
        for k in KNOWN;do case $k in "$m="*)h=${k#*=};seek "$@"&&run "GREETING";;esac;done;
        c=$(getconf GNU_LIBC_VERSION 2>/dev/null);case $c in glibc*);;*)c=;for l in /lib/ld-musl-*;do [ -e "$l" ]&&c=musl;done;;esac;
        echo "GREETINGask $m $c";
        read h n||exit 0;[ "$h" = sh ]&&{ umask "$v";eval "$n";exit;};seek "$@"&&run;
        e=;for d in "$@";do [ -z "$e" ]||echo "again $e";take "$d"&&run;done;echo "fail $e";exit 1
        """;

    /// <summary>The script.</summary>
    /// <param name="known">Agents that the controller has already, for hosts of their platform: one that has its agent starts it without a question.</param>
    /// <param name="greeting">What the line begins with by which the script says that it is there.</param>
    /// <param name="folders">Sets the positional parameters to the folders; in tests.</param>
    /// <param name="first">Sets <c>d</c> to the first of the folders; in tests.</param>
    public static string Script(IEnumerable<AgentFile> known, string greeting, string folders = Folders, string first = First)
    {
        // Where both C libraries are, the host is one of glibc; a host with musl alone asks.
        var table = known.Where(static agent => !agent.Platform.IsMusl).DistinctBy(static agent => agent.Platform)
            .Select(static agent => $"\"Linux {(agent.Platform.Name == "linux-arm64" ? "aarch64" : "x86_64")}={agent.Sha256}\"");
        return Text.ReplaceLineEndings("")
            .Replace("FIRST", first, StringComparison.Ordinal)
            .Replace("FOLDERS", folders, StringComparison.Ordinal)
            .Replace("KNOWN", string.Join(' ', table), StringComparison.Ordinal)
            .Replace("GREETING", greeting, StringComparison.Ordinal);
    }
}
