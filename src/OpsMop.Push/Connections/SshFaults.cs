using System.Text;
using System.Text.RegularExpressions;

namespace OpsMop.Push.Connections;

/// <summary>Reads what <c>ssh</c> and <c>sudo</c> say when they do not do what they were asked for, and says what an operator can do about it.</summary>
internal static partial class SshFaults
{
    /// <summary>Explains a connection that did not come to its greeting.</summary>
    /// <param name="target">The host.</param>
    /// <param name="destination">What was connected to.</param>
    /// <param name="evidence">What is known.</param>
    public static SshFault Explain(ConnectionTarget target, string destination, SshEvidence evidence)
    {
        var name = target.Name;
        var text = evidence.ErrorText;
        var at = At(target, destination);
        return OfHostKey(target, text)
            ?? OfLogin(target, destination, text)
            ?? OfForwarding(target, at, destination, evidence)
            ?? OfNetwork(target, at, destination, text)
            ?? OfRefusal(target, at, text)
            ?? (target.Settings.Sudo == true ? OfSudo(target, evidence) : null)
            ?? (evidence.TimedOut ? (SshFault?)new SshFault(UnreachableReason.Timeout, Unfinished(target, at, evidence)) : null)
            ?? OfConfiguration(name, text)
            ?? OfCommand(target, evidence)
            ?? new(UnreachableReason.Other, $"{name}: ssh ended with {Code(evidence.ExitCode)}: {Words(text, evidence.Noise)}");
    }

    /// <summary>Whether <c>ssh</c> says that a connection that was there is gone.</summary>
    /// <param name="text">Its standard error.</param>
    public static bool TellsOfBrokenConnection(string text) => BrokenConnection().IsMatch(text);

    /// <summary>Text from elsewhere as it can be shown: no control character of it reaches a terminal.</summary>
    /// <param name="text">The text.</param>
    public static string Printable(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            result.Append(character is '\t' ? ' ' : char.IsControl(character) ? '\uFFFD' : character);
        }

        return result.ToString();
    }

    private static SshFault? OfHostKey(ConnectionTarget target, string text)
    {
        var name = target.Name;
        if (Has(text, "REVOKED HOST KEY"))
        {
            return new SshFault(UnreachableReason.ChangedHostKey, $"{name}: its host key is marked as revoked{Place(RevokedKey(), text)}. Give the host a new key, and take the mark away only if it is wrong.");
        }

        if (Has(text, "REMOTE HOST IDENTIFICATION HAS CHANGED") || ChangedKey().IsMatch(text))
        {
            var where = Place(OffendingKey(), text);
            var file = OffendingKey().Match(text) is { Success: true } match ? $"-f '{match.Groups["file"].Value}' " : "";
            var host = ChangedKey().Match(text) is { Success: true } changed ? changed.Groups["host"].Value : target.Settings.Address ?? name;
            return new(
                UnreachableReason.ChangedHostKey,
                Printable($"{name}: its host key is not the known one{where}. It was installed anew, or somebody stands between. If you know why: ssh-keygen {file}-R '{host}', then connect to it once with ssh."));
        }

        if (Has(text, "Host key verification failed") || (Has(text, "host key is known for") && Has(text, "strict checking")))
        {
            var address = target.Settings.Address ?? name;
            var port = target.Settings.Port.IsGiven ? $"-p {target.Settings.Port} " : "";
            return new(
                UnreachableReason.UnknownHostKey,
                Printable($"{name}: its host key is not known here. Connect once with 'ssh {port}{address}' and compare the fingerprint, add the line of 'ssh-keyscan {port}{address}' to known_hosts, or set hostKeys: accept-new."));
        }

        return null;
    }

    private static SshFault? OfLogin(ConnectionTarget target, string destination, string text)
    {
        var name = target.Name;
        var via = target.Via is null ? "" : $" through {target.Via.Name}";
        if (Has(text, "Too many authentication failures"))
        {
            return new(
                UnreachableReason.Authentication,
                $"{name}: sshd ended the login after too many keys that it does not know. Set identityFile, so that only the right one is offered.");
        }

        if (Denied().Match(text) is { Success: true } denied)
        {
            var user = denied.Groups["user"].Value is { Length: > 0 } logged ? logged : target.Settings.User ?? "the user";
            var methods = denied.Groups["methods"].Value.Replace(",", ", ", StringComparison.Ordinal);
            return new(UnreachableReason.Authentication, Printable($"{name}: {destination} does not let {user} in{via}. It takes {methods}. {LoginAdvice(target, denied.Groups["methods"].Value, text)}"));
        }

        if (Has(text, "Your password has expired") || Has(text, "Password change required"))
        {
            return new(UnreachableReason.Authentication, $"{name}: the password of {target.Settings.User ?? "the user"} has expired there. Log in with ssh and change it.");
        }

        return null;
    }

    private static string LoginAdvice(ConnectionTarget target, string methods, string text)
    {
        if (Has(text, "UNPROTECTED PRIVATE KEY FILE"))
        {
            return "ssh does not use the private key because others can read it: chmod 600 it.";
        }

        if (LoadKey().Match(text) is { Success: true } load)
        {
            return $"The key {load.Groups["file"].Value} cannot be used: {load.Groups["why"].Value.Trim()}.";
        }

        if (target.Settings.IdentityFile is { } identity)
        {
            return $"Is the public key of {identity} among its authorized_keys, and is its passphrase in the agent?";
        }

        if (target.Password is not null)
        {
            return methods.Contains("password", StringComparison.Ordinal) || methods.Contains("keyboard-interactive", StringComparison.Ordinal)
                ? "The password is wrong, or the login wants more than a password."
                : "It takes no passwords: set identityFile, or load the key into ssh-agent.";
        }

        return methods.Contains("password", StringComparison.Ordinal)
            ? "Load a key into ssh-agent or set identityFile; where only a password does, set password."
            : "Load the key into ssh-agent, set identityFile, or set user.";
    }

    /// <summary>The jump host did not connect to the host. Its <c>ssh</c> tells why, and not for whom.</summary>
    private static SshFault? OfForwarding(ConnectionTarget target, string at, string destination, SshEvidence evidence)
    {
        if (target.Via is not { } via || !Has(evidence.ErrorText, "Session open refused by peer"))
        {
            return null;
        }

        string[] reasons = [.. OpenFailed().Matches(evidence.JumpText).Select(match => match.Groups["why"].Value.Trim()).Distinct()];
        return reasons is [var reason]
            ? OfNetwork(target, at, destination, "connect failed: " + reason) ?? new(UnreachableReason.Other, Printable($"{target.Name}: {via.Name} does not connect to it: {reason}."))
            : new(
                UnreachableReason.Refused,
                Printable($"{target.Name}: {via.Name} does not connect to it: {(reasons.Length == 0 ? "no sshd listens there, there is no route, or AllowTcpForwarding is off" : string.Join(", or ", reasons))}."));
    }

    private static SshFault? OfNetwork(ConnectionTarget target, string at, string destination, string text)
    {
        var name = target.Name;
        var limit = Limit(target);
        if (Has(text, "administratively prohibited"))
        {
            return new(UnreachableReason.Via, $"{name}: {target.Via?.Name ?? "the jump host"} does not forward connections to it. Set AllowTcpForwarding (and PermitOpen) in its sshd_config.");
        }

        if (Unresolved().Match(text) is { Success: true } unresolved)
        {
            var host = unresolved.Groups["host"].Value is { Length: > 0 } given ? given : destination;
            return new(
                UnreachableReason.UnknownName,
                Printable(Has(text, "Temporary failure")
                    ? $"{name}: the resolver has no answer for '{host}' ({unresolved.Groups["why"].Value.Trim()}). Mend name resolution, or set address."
                    : $"{name}: no host has the name '{host}'. Correct it, or set address."));
        }

        if (Has(text, "Connection refused"))
        {
            return new(UnreachableReason.Refused, $"{name}: {at} answers, and no sshd listens there. Start it, or set port.");
        }

        if (Has(text, "No route to host") || Has(text, "Network is unreachable") || Has(text, "Host is down") || Has(text, "Cannot assign requested address"))
        {
            return new(UnreachableReason.NoRoute, $"{name}: there is no route to {at}. Is it up, and is it reached through another host (via)?");
        }

        if (Has(text, "during banner exchange") || Has(text, "timed out") || Has(text, "Timeout, server"))
        {
            return Has(text, "during banner exchange") && target.Via is null
                ? new(UnreachableReason.Timeout, $"{name}: {at} accepts connections and says nothing within {limit}. Is it sshd that listens there, and does it hang?")
                : new(UnreachableReason.Timeout, $"{name}: nothing answers at {at} within {limit}. Is it up, and does a firewall let us through? (timeout sets how long to wait.)");
        }

        return null;
    }

    private static SshFault? OfRefusal(ConnectionTarget target, string at, string text)
    {
        if (Negotiation().Match(text) is { Success: true } negotiation)
        {
            return new(
                UnreachableReason.Other,
                Printable($"{target.Name}: this ssh and the sshd there have no {negotiation.Groups["what"].Value.Trim()} in common; it offers {negotiation.Groups["offer"].Value.Trim()}. Bring it up to date, or allow one of them with options (such as HostKeyAlgorithms=+ssh-rsa)."));
        }

        // Before the banner, or in the middle of the exchange of keys: sshd has more logins under way than MaxStartups, or counts ours as too many (PerSourcePenalties).
        return TurnedAway().IsMatch(text)
            ? new SshFault(UnreachableReason.TooManyConnections, $"{target.Name}: sshd at {at} turned the connection away. Too many are logging in at the same time (MaxStartups), or it does not accept this address.", Passes: true)
            : null;
    }

    private static SshFault? OfSudo(ConnectionTarget target, SshEvidence evidence)
    {
        var name = target.Name;
        var user = target.Settings.User ?? "the user";
        var root = target.Settings.SudoUser ?? "root";
        var text = evidence.ErrorText;
        string? message = null;
        if (evidence.Prompts > 1 || Has(text, "incorrect password attempt"))
        {
            message = $"sudo does not accept the password of {user}. Correct sudoPassword.";
        }
        else if (NoSudo().IsMatch(text))
        {
            message = "there is no sudo. Install it, or log in as root (user: root, sudo: false).";
        }
        else if (Has(text, "a password is required") || Has(text, "no password was provided") || Has(text, "askpass"))
        {
            message = target.SudoPassword is null
                ? $"sudo wants the password of {user}. Set sudoPassword (a file, a command or a prompt), or allow it without (NOPASSWD) in sudoers."
                : $"sudo wants the password of {user} in a way that is not to be answered: {Words(text, "")}";
        }
        else if (Has(text, "have a tty"))
        {
            message = $"sudo works at a terminal only there. Take 'requiretty' out of sudoers, or add 'Defaults:{user} !requiretty'.";
        }
        else if (Has(text, "not in the sudoers file") || Has(text, "is not allowed to") || Has(text, "may not run sudo") || Has(text, "not allowed to run sudo"))
        {
            message = $"{user} may not become {root} with sudo. Allow it in sudoers, or set user to one who may.";
        }
        else if (Has(text, "unknown user"))
        {
            message = $"sudo knows no user '{root}' there. Correct sudoUser.";
        }
        else if (Has(text, "setuid root") || Has(text, "no new privileges"))
        {
            message = $"sudo cannot work there: {Words(text, "")}";
        }
        else if (evidence.TimedOut && evidence.Prompts == 1)
        {
            message = $"sudo was given the password and has not begun within {Limit(target)}. Does it ask for more than a password, or does a directory that it looks the user up in hang?";
        }
        else if (!evidence.TimedOut && evidence.ExitCode is not (null or 255) && Has(text, "sudo:"))
        {
            message = $"sudo refuses: {Words(text, "")}";
        }

        return message is null ? null : new SshFault(UnreachableReason.Sudo, Printable($"{name}: {message}"));
    }

    private static SshFault? OfConfiguration(string name, string text) =>
        Configuration().IsMatch(text) ? new SshFault(UnreachableReason.Other, $"{name}: ssh does not accept its configuration: {Words(text, "")}") : null;

    private static SshFault? OfCommand(ConnectionTarget target, SshEvidence evidence)
    {
        var text = evidence.ErrorText;
        var words = Words(text, evidence.Noise);
        if (Has(text, "exec request failed") || Has(text, "shell request failed") || Has(evidence.Noise, "account is currently not available"))
        {
            return new(UnreachableReason.Command, $"{target.Name}: the login starts no commands: {words} Give {target.Settings.User ?? "the user"} a login shell there, or set user to one who has.");
        }

        return evidence.ExitCode is { } code and not 255
            ? new SshFault(UnreachableReason.Command, $"{target.Name}: the shell there ended with {Code(code)} before anything was started: {words}")
            : TellsOfBrokenConnection(text) ? new SshFault(UnreachableReason.Broken, $"{target.Name}: the connection broke while it was made: {words}") : null;
    }

    private static string Unfinished(ConnectionTarget target, string at, SshEvidence evidence)
    {
        var said = Words(evidence.ErrorText, evidence.Noise, "");
        return $"{target.Name}: {at} did not let us finish logging in within {Limit(target)}: sshd is silent, or what a login runs there (a profile, a directory service) hangs."
            + (said.Length == 0 ? "" : $" The last that it said: {said}");
    }

    private static string At(ConnectionTarget target, string destination)
    {
        var port = target.Settings.Port.IsGiven ? $" port {target.Settings.Port}" : "";
        var via = target.Via is null ? "" : $" (through {target.Via.Name})";
        return $"{destination}{port}{via}";
    }

    private static string Limit(ConnectionTarget target) => ((Duration)SshCommandLine.TimeoutOf(target)).ToString();

    private static string Code(int? code) => code is null ? "no exit code" : FormattableString.Invariant($"exit code {code}");

    private static string Place(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? $" ({match.Groups["file"].Value} line {match.Groups["line"].Value})" : "";

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    /// <summary>The last lines that were said, or that nothing was.</summary>
    private static string Words(string text, string noise, string nothing = "it said nothing.")
    {
        foreach (var source in new[] { text, noise })
        {
            string[] lines = [.. source.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !Has(line, "Warning: Permanently added")).TakeLast(3)];
            if (lines.Length > 0)
            {
                var words = Printable(string.Join(" / ", lines));
                words = words.Length > 400 ? $"…{words[^400..]}" : words;
                return words.EndsWith('.') ? words : words + ".";
            }
        }

        return nothing;
    }

    [GeneratedRegex(@"Host key for (?<host>\S+) has changed")]
    private static partial Regex ChangedKey();

    [GeneratedRegex(@"Offending (?:\S+ )?key in (?<file>.+):(?<line>\d+)")]
    private static partial Regex OffendingKey();

    [GeneratedRegex(@"[Rr]evoked (?:\S+ )?key in (?<file>.+):(?<line>\d+)")]
    private static partial Regex RevokedKey();

    [GeneratedRegex(@"(?:(?<user>\S+)@\S+: )?Permission denied \((?<methods>[^)]*)\)")]
    private static partial Regex Denied();

    [GeneratedRegex("Load key \"?(?<file>[^\"\\n]+)\"?: (?<why>[^\\n]+)")]
    private static partial Regex LoadKey();

    [GeneratedRegex(@"open failed: (?:connect failed: )?(?<why>[^\n:]+)")]
    private static partial Regex OpenFailed();

    [GeneratedRegex(@"Could not resolve hostname (?<host>\S+): (?<why>[^\n]*)|connect failed: (?<why>Name or service not known|Temporary failure in name resolution|No address associated with hostname)")]
    private static partial Regex Unresolved();

    [GeneratedRegex(@"no matching (?<what>[^\n]+?) found\. Their offer: (?<offer>[^\n]+)")]
    private static partial Regex Negotiation();

    [GeneratedRegex(@"(?:kex|ssh)_exchange_identification: |^Connection (?:closed|reset) by (?!remote host).*port|Exceeded MaxStartups|Not allowed at this time|^Connection (?:closed|reset) by remote host", RegexOptions.Multiline)]
    private static partial Regex TurnedAway();

    [GeneratedRegex(@"sudo: (?:command )?not found|sudo: No such file|Unknown command:? '?sudo|command not found:? sudo")]
    private static partial Regex NoSudo();

    [GeneratedRegex("[Bb]ad configuration option|Bad owner or permissions|terminating, \\d+ bad configuration|Can't open user config file|[Cc]ommand-line line 0|Missing argument|unknown option")]
    private static partial Regex Configuration();

    [GeneratedRegex(@"^(?:client_loop: |Connection to \S+ closed by remote host|Timeout, server |Connection (?:closed|reset) by |Received disconnect from |Disconnected from |ssh_packet_|packet_write_wait|Read from remote host|Write failed|Bad packet length|Corrupted MAC|ssh_dispatch_run_fatal|mux_client_|Shared connection|Broken pipe)", RegexOptions.Multiline)]
    private static partial Regex BrokenConnection();
}
