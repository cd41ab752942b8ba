namespace OpsMop.Types.Tests.Accounts;

public sealed class UserTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Users_are_made_with_passwords_that_log_them_in_and_taken_away()
    {
        await ProveAsync(
            "user",
            before: "install -m 0600 /dev/null /run/opsmop-password && printf 'correct horse\\n' >/run/opsmop-password",
            there:
            [
                ("getent passwd opsmop-app | cut -d: -f5-", "An application:/var/lib/opsmop-app:/usr/sbin/nologin"),
                ("getent passwd opsmop-grace | cut -d: -f5-; id -nG opsmop-grace", "Grace:/home/opsmop-grace:/bin/sh\nopsmop-grace users"),
                ("perl -e '$h = (getpwnam(\"opsmop-grace\"))[1]; print crypt(\"correct horse\", $h) eq $h ? \"the password\" : \"another\"'", "the password"),
                ("getent shadow opsmop-grace | cut -d: -f5,6", "365:14"),
                ("getent shadow opsmop-guest | cut -d: -f3,8", "0:24836"),
                ("grep -rl 'correct horse' /var/lib/opsmop /etc /home; echo $?", "1"),
            ],
            gone:
            [
                ("getent passwd opsmop-app opsmop-grace opsmop-guest; echo $?; ls /home/opsmop-grace/.profile", "2\n/home/opsmop-grace/.profile"),
            ],
            settings: "password-file=/run/opsmop-password");
        await AskAsync("rm -r /home/opsmop-grace /run/opsmop-password");
    }

    [LabFact]
    public async Task A_password_that_the_hosts_own_tools_have_set_is_known_again()
    {
        // Debian's own method is yescrypt, which the host's perl computes.
        await AskAsync(
            "install -m 0600 /dev/null /run/opsmop-password && printf 'correct horse\\n' >/run/opsmop-password; "
            + "useradd -m opsmop-grace && echo 'opsmop-grace:correct horse' | chpasswd");
        Assert.StartsWith("$y$", await AskAsync("getent shadow opsmop-grace | cut -d: -f2"), StringComparison.Ordinal);
        IReadOnlyList<string> changed = await ConvergeAsync("user", "password-file=/run/opsmop-password");
        Assert.DoesNotContain("set password", changed.Single(line => line.Contains("opsmop-grace")), StringComparison.Ordinal);
        await ConvergeAsync("user-gone");
        await AskAsync("rm -r /home/opsmop-grace /run/opsmop-password");
    }
}
