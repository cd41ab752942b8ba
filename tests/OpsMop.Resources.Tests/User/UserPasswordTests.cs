using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class UserPasswordTests
{
    // Of "s3cret-of-ann".
    private const string Hash = "$6$abc$NDgtnq4B/VX9ukezYM0oUi0lJLZlGxHq38kaGt1u9ygo1OB.Ae3v801PrWG2yWg3H2rVJhfTzRodprPl54ELS/";
    private const string Yescrypt = "$y$j9T$abcdefgh$0123456789012345678901234567890123456789012";

    private readonly MemorySystem _system;
    private readonly Bench _bench;

    public UserPasswordTests()
    {
        _system = new MemorySystem().WithUser("ann", 1000).WithDirectory("/home").WithGroup("app");
        _system.WithProcess("chpasswd --encrypted", request =>
        {
            var given = System.Text.Encoding.UTF8.GetString(request.Input!.Bytes!.Value.Span).TrimEnd('\n').Split(':', 2);
            return Set(given[0], 1, given[1]);
        });
        _system.WithProcess("usermod --lock *", request => Set(request.Arguments[^1], 1, "!" + Entry(request.Arguments[^1])[1]));
        _system.WithProcess("usermod --unlock *", request => Set(request.Arguments[^1], 1, Entry(request.Arguments[^1])[1][1..]));
        _system.WithProcess("chage *", request =>
        {
            var field = request.Arguments[1] switch { "--lastday" => 2, "--mindays" => 3, "--maxdays" => 4, "--warndays" => 5, "--inactive" => 6, _ => 7 };
            return Set(request.Arguments[^1], field, request.Arguments[2] == "-1" ? "" : request.Arguments[2]);
        });
        _system.WithProcess("useradd *", request =>
        {
            _system.WithUser(request.Arguments[^1]);
            return With("ann:!:19000:0:99999:7:::", request.Arguments[^1] + ":!:19000:0:99999:7:::");
        });
        _bench = new Bench(_system);
        With("ann:!:19000:0:99999:7:::");
    }

    private static Secret Password => Secret.Adopt("s3cret-" + "of-ann");

    [Fact]
    public async Task A_password_is_set_once_and_reaches_no_argument_and_nobody_who_looks()
    {
        Assert.Equal(["set password"], await _bench.ConvergeAsync(host => host.User("ann").Password(Password)));
        Assert.Equal(["run chpasswd --encrypted"], _system.Effects);
        Assert.Matches(@"^\$6\$rounds=50000\$[./0-9A-Za-z]{16}\$[./0-9A-Za-z]{86}$", Entry("ann")[1]);
    }

    [Fact]
    public async Task A_password_that_the_account_has_is_found_by_its_hash()
    {
        With($"ann:{Hash}:19000:0:99999:7:::");
        Assert.Empty(await _bench.ApplyAsync(host => host.User("ann").Password(Password)));
        Assert.Equal(["set password"], await _bench.ConvergeAsync(host => host.User("ann").Password(Secret.Adopt("an" + "other"))));
    }

    [Fact]
    public async Task A_hash_of_another_method_is_compared_by_the_host_over_standard_input()
    {
        string? asked = null;
        _system.WithProcess("perl -e *", request =>
        {
            asked = System.Text.Encoding.UTF8.GetString(request.Input!.Bytes!.Value.Span);
            return new ProcessResult(0, "same", "");
        });
        With($"ann:{Yescrypt}:19000:0:99999:7:::");
        Assert.Empty(await _bench.ApplyAsync(host => host.User("ann").Password(Password)));
        Assert.Equal($"s3cret-of-ann\n{Yescrypt}\n", asked);
        Assert.DoesNotContain("ann", Assert.Single(_system.Queries), StringComparison.Ordinal);

        // Where nobody can tell, it is set with a method that can be told.
        _system.WithProcess("perl -e *", new ProcessResult(ProcessResult.NotFound, "", ""));
        Assert.Equal(["set password"], await _bench.ConvergeAsync(host => host.User("ann").Password(Password)));
    }

    [Fact]
    public async Task A_hash_is_set_as_it_is_and_compared_as_it_is()
    {
        Assert.Equal(["set password"], await _bench.ConvergeAsync(host => host.User("ann").PasswordHash(Yescrypt)));
        Assert.Equal(Yescrypt, Entry("ann")[1]);
        Assert.Equal(["lock"], await _bench.ConvergeAsync(host => host.User("ann").PasswordHash(Yescrypt).Locked()));
        Assert.Equal("!" + Yescrypt, Entry("ann")[1]);

        // A lock that somebody else has put on stays.
        Assert.Empty(await _bench.ApplyAsync(host => host.User("ann").PasswordHash(Yescrypt)));
        Assert.Equal(["set password"], await _bench.ConvergeAsync(host => host.User("ann").PasswordHash(Hash)));
        Assert.Equal("!" + Hash, Entry("ann")[1]);
        Assert.Equal(["unlock"], await _bench.ConvergeAsync(host => host.User("ann").Locked(false)));
        Assert.Equal(["set password"], await _bench.ConvergeAsync(host => host.User("ann").PasswordHash("*")));
    }

    [Fact]
    public async Task A_password_that_the_user_may_choose_is_given_once()
    {
        void Declare(Host host) => host.User("ann").Password(Password).OverwritePassword(false).ChangeAtLogin();
        Assert.Equal(["set password", "expire password"], await _bench.ConvergeAsync(Declare));
        Assert.Equal("0", Entry("ann")[2]);
        With($"ann:{Yescrypt}:19500:0:99999:7:::");
        Assert.Empty(await _bench.ApplyAsync(Declare));
    }

    [Fact]
    public async Task Ages_and_the_end_of_an_account_converge()
    {
        void Declare(Host host) => host.User("ann").Expires("2027-01-31").PasswordMaxDays(90).PasswordMinDays(1).PasswordWarnDays(14).PasswordInactiveDays(30);
        Assert.Equal(
            [
                "set end: never → 2027-01-31", "set maximum age: 99999 days → 90 days", "set minimum age: 0 days → 1 day", "set warning: 7 days → 14 days",
                "set inactivity: never → 30 days",
            ],
            await _bench.ConvergeAsync(Declare));
        Assert.Equal("ann:!:19000:1:90:14:30:20849:", string.Join(':', Entry("ann")));
        Assert.Equal(["set end: 2027-01-31 → never"], await _bench.ConvergeAsync(host => host.User("ann").Expires("never")));
    }

    [Fact]
    public async Task A_new_account_is_made_with_its_password()
    {
        void Declare(Host host) => host.User("app").System().Group("app").Password(Password).Locked().PasswordMaxDays(99999);
        Assert.Equal(["User[app] create: system account, group app", "User[app] set password", "User[app] set maximum age: 99999 days"], await _bench.PlanAsync(Declare));
        await _bench.ConvergeAsync(Declare);
        Assert.StartsWith("!$6$", Entry("app")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_of_a_directory_service_is_told_from_one_of_the_host()
    {
        _system.WithUser("far");
        Assert.Contains("far has no entry in /etc/shadow", await _bench.FailureAsync(host => host.User("far").Locked()));
        Assert.Empty(await _bench.ApplyAsync(host => host.User("far").Comment("")));
    }

    [Fact]
    public void What_cannot_be_is_reported()
    {
        Assert.Contains("no hash of a password", Assert.Single(_bench.Validate(host => host.User("ann").PasswordHash("plain"))));
        Assert.Contains("line end", Assert.Single(_bench.Validate(host => host.User("ann").Password(Secret.Adopt("a\n" + "b")))));
        Assert.Contains("no day 2027-02-30", Assert.Single(_bench.Validate(host => host.User("ann").Expires("2027-02-30"))));
        Assert.Contains("ChangeAtLogin needs", Assert.Single(_bench.Validate(host => host.User("ann").Password(Password).ChangeAtLogin())));
        Assert.Contains("exclude", Assert.Single(_bench.Validate(host => host.User("ann").Password(Password).Absent())));
    }

    private string[] Entry(string login) =>
        System.Text.Encoding.UTF8.GetString(_system.ReadAsync("/etc/shadow").AsTask().Result.Span).Split('\n').Select(line => line.Split(':')).Single(fields => fields[0] == login);

    private ProcessResult With(params string[] lines)
    {
        _system.WithFile("/etc/shadow", string.Join('\n', lines) + "\n", "0640");
        return ProcessResult.Success;
    }

    private ProcessResult Set(string login, int field, string value)
    {
        var lines = System.Text.Encoding.UTF8.GetString(_system.ReadAsync("/etc/shadow").AsTask().Result.Span).TrimEnd('\n').Split('\n').Select(line =>
        {
            var fields = line.Split(':');
            fields[field] = fields[0] == login ? value : fields[field];
            return string.Join(':', fields);
        });
        return With([.. lines]);
    }
}
