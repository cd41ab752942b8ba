using System.Globalization;
using System.Text;
using OpsMop.Push.Agents;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Sessions;

/// <summary>
/// The shell's part in starting an agent (docs/decisions/agent.md). The first script finds the agent by its hash and becomes it; where there is none it asks for one, and evaluates the lines
/// that come: the second script, which takes an agent, checks it, puts it in place and becomes it, or that of a shell session.
/// </summary>
internal static class Bootstrap
{
    /// <summary>What the greeting says where the agent runs now.</summary>
    public const string Running = "run ";

    /// <summary>What the greeting says where there is no agent.</summary>
    public const string Needed = "need ";

    /// <summary>The answer of the second script that asks for the bytes: <c>opsmop-send gzip</c> or <c>opsmop-send raw</c>.</summary>
    public const string Send = "opsmop-send ";

    /// <summary>The answer of the second script that the agent runs now.</summary>
    public const string Started = "opsmop-run";

    /// <summary>The answer of the second script that it cannot be: what follows is why.</summary>
    public const string Failed = "opsmop-failed ";

    // Never below /tmp: it is where programs are kept from running first, and where others may write. What is not ours is passed over.
    private const string Folders = "/var/cache/opsmop/agents \"$HOME/.cache/opsmop/agents\" \"/var/tmp/opsmop-${LOGNAME:-root}/agents\" \"/dev/shm/opsmop-${LOGNAME:-root}/agents\"";

    // What the agent was when it was checked: the same inode, mode, owner, size and time is the same file. What differs is checked anew.
    private const string IsChecked = "{ IFS= read -r k <\"$f.ok\"; } 2>/dev/null && [ \"$k\" = \"$(ls -lnid \"$f\")\" ]";

    private const string Check = "[ \"$(sha256sum <\"$f\")\" = \"$h  -\" ] && ls -lnid \"$f\" >\"$f.ok\"";

    /// <summary>The first script: one line, without single quotes, backslashes and exclamation marks.</summary>
    /// <param name="ready">The agents that are known, by platform.</param>
    public static string Find(IReadOnlyDictionary<string, string> ready)
    {
        var script = new StringBuilder("umask 077; p=$(uname -sm); for m in /lib/ld-musl-*; do [ -e \"$m\" ] && p=\"$p musl\" && break; done; h=; ");
        if (ready.Count > 0)
        {
            script.Append("case $p in ");
            foreach (var (platform, hash) in ready)
            {
                script.Append(CultureInfo.InvariantCulture, $"\"{platform}\") h={hash};; ");
            }

            script.Append(CultureInfo.InvariantCulture, $"esac; [ -n \"$h\" ] && for d in {Folders}; do f=\"$d/$h\"; if [ -O \"$d\" ] && [ -O \"$f\" ] && [ -x \"$f\" ]; then ");
            script.Append(CultureInfo.InvariantCulture, $"if {IsChecked} || {{ {Check}; }}; then echo \"{Greeting.Mark}{Running}$p\"; exec \"$f\" agent; fi; fi; done; ");
        }

        script.Append(CultureInfo.InvariantCulture, $"echo \"{Greeting.Mark}{Needed}$p\"; while IFS= read -r l; do eval \"$l\"; done");
        return script.ToString();
    }

    /// <summary>The second script, a line for the first one to evaluate: it may hold what it likes.</summary>
    /// <param name="agent">The agent.</param>
    public static string Receive(AgentFile agent)
    {
        var kilobytes = (agent.Size / 1024) + 1024;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            h={{agent.Sha256}}; r=; w=;
            for d in {{Folders}}; do
            mkdir -p -m 700 "$d" 2>/dev/null && [ -O "$d" ] && [ ! -L "$d" ] || { w="$w $d cannot be made or is not ours;"; continue; };
            t="$d/.$h.$$"; { printf '#!/bin/sh\nexit 0\n' >"$t"; } 2>/dev/null && chmod 700 "$t" || { w="$w $d cannot be written to;"; continue; };
            "$t" 2>/dev/null || { rm -f "$t"; w="$w $d does not let programs run (noexec);"; continue; };
            a=$(df -Pk "$d" 2>/dev/null | tail -n 1); a=${a%\%*}; a=${a% *}; while [ "$a" != "${a% }" ]; do a=${a% }; done; a=${a##* };
            case $a in *[!0-9]*|'') ;; *) [ "$a" -ge {{kilobytes}} ] || { rm -f "$t"; w="$w $d has $a KiB left of {{kilobytes}};"; continue; };; esac;
            r=1; break; done;
            [ -n "$r" ] || { echo "{{Failed}}no folder takes the agent:$w"; exit 1; };
            if command -v gzip >/dev/null; then echo "{{Send}}gzip"; e=$(head -c {{agent.CompressedSize}} | gzip -dc 2>&1 >"$t");
            else echo "{{Send}}raw"; e=$( { head -c {{agent.Size}} >"$t"; } 2>&1); fi;
            [ -z "$e" ] || { rm -f "$t"; echo "{{Failed}}$d: $e"; exit 1; };
            [ "$(sha256sum <"$t")" = "$h  -" ] || { rm -f "$t"; echo "{{Failed}}what arrived in $d is not what was sent"; exit 1; };
            f="$d/$h"; chmod 700 "$t" && mv -f "$t" "$f" && ls -lnid "$f" >"$f.ok" || { echo "{{Failed}}$f cannot be put in place"; exit 1; };
            echo {{Started}}; exec "$f" agent
            """).ReplaceLineEndings(" ");
    }
}
