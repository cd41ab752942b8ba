// Users from records and dictionaries: groups by GroupBy and ToLookup, some there and some to be gone, keys as optional parts, sudo without a password.
public enum Standing
{
    Active,
    Suspended,
    Gone,
}

public sealed record Person
{
    public required string Login { get; init; }

    public Standing Standing { get; init; }

    public IReadOnlyList<string> Teams { get; init; } = [];

    public string? Key { get; init; }

    public int? Uid { get; init; }
}

public sealed partial class Staff : Role
{
    public IReadOnlyList<Person> People { get; set; } = [];

    public IReadOnlyDictionary<string, string> Sudo { get; set; } = new Dictionary<string, string>();

    public override void Define(Host host)
    {
        var teams = People.SelectMany(person => person.Teams, (person, team) => (person, team)).GroupBy(pair => pair.team, pair => pair.person.Login);
        foreach (var team in teams.OrderBy(team => team.Key))
        {
            host.Group(team.Key).Members([.. team]).ExactMembers();
        }

        foreach (var person in People)
        {
            var user = host.User(person.Login);
            switch (person)
            {
                case { Standing: Standing.Gone }:
                    user.Absent().RemoveHome();
                    continue;
                case { Standing: Standing.Suspended }:
                    user.Shell("/usr/sbin/nologin");
                    break;
                default:
                    user.Shell("/bin/bash");
                    break;
            }

            user.Home((AbsolutePath)"/home" / person.Login).CreateHome();
            if (person.Uid is { } uid)
            {
                user.Uid(uid);
            }

            using (host.With(owner: person.Login, group: person.Login, mode: "0600", directoryMode: "0700"))
            {
                var ssh = (AbsolutePath)"/home" / person.Login / ".ssh";
                host.Directory(ssh);
                _ = person.Key is { Length: > 0 } key
                    ? host.File(ssh / "authorized_keys").Content(key + "\n")
                    : host.File(ssh / "authorized_keys").Absent();
            }
        }

        host.File("/etc/sudoers.d/staff").Content("%admins ALL=(ALL) NOPASSWD: ALL\n").Mode("0440").Validate(file => $"visudo -cf {file}");
        foreach (var (group, line) in Sudo)
        {
            host.File($"/etc/sudoers.d/50-{group}").Content($"%{group} ALL=(root) NOPASSWD: {line}\nDefaults:%{group} !authenticate, passwd_tries=3\n").Mode("0440").Validate(file => $"visudo -cf {file}");
        }

        host.File("/etc/nsswitch.conf").Content("passwd: files winbind\ngroup: files\nshadow: files\n").Mode("0644");
    }
}
