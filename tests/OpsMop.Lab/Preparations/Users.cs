namespace OpsMop.Lab;

/// <summary>Users of a host.</summary>
public static class Users
{
    /// <summary>Adds a user, with a home and bash.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The user's name.</param>
    /// <param name="sudo">What the user may do by sudo.</param>
    /// <param name="password">The password; none unless given.</param>
    /// <param name="key">Whether the lab's key lets the user in.</param>
    public static async Task AddUserAsync(this LabHost host, string name, SudoRights sudo = SudoRights.None, string? password = null, bool key = true)
    {
        (await host.EnterAsync($"useradd --create-home --shell /bin/bash {name}")).OrThrow();
        if (password is not null)
        {
            (await host.EnterAsync("chpasswd", input: $"{name}:{password}\n")).OrThrow();
        }

        if (key)
        {
            (await host.EnterAsync($"install -d -m 700 -o {name} -g {name} ~{name}/.ssh && install -m 600 -o {name} -g {name} /root/.ssh/authorized_keys ~{name}/.ssh/authorized_keys")).OrThrow();
        }

        string? rule = sudo switch
        {
            SudoRights.WithPassword => $"{name} ALL=(ALL:ALL) ALL\n",
            SudoRights.WithoutPassword => $"{name} ALL=(ALL:ALL) NOPASSWD: ALL\n",
            _ => null,
        };
        if (rule is not null)
        {
            (await host.EnterAsync($"umask 227 && cat >/etc/sudoers.d/{name} && visudo -cq", input: rule)).OrThrow();
        }
    }

    /// <summary>Removes a user that <see cref="AddUserAsync"/> has added, whatever it still runs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The user's name.</param>
    public static async Task RemoveUserAsync(this LabHost host, string name) =>
        (await host.EnterAsync($"rm -f /etc/sudoers.d/{name}; pkill -KILL -u {name}; sleep 0.1; userdel --remove --force {name} 2>/dev/null; ! id {name} >/dev/null 2>&1")).OrThrow();

    /// <summary>Lets every login of a user print a text on standard output, from the start files of its shell, as some hosts do.</summary>
    /// <param name="host">The host.</param>
    /// <param name="user">The user.</param>
    /// <param name="text">What is printed.</param>
    public static Task MakeLoginNoisyAsync(this LabHost host, string user, string text) => AddToLoginAsync(host, user, $"cat <<'NOISE'\n{text}\nNOISE\n");

    /// <summary>Lets every login of a user stay in the start files of its shell, before any command is run.</summary>
    /// <param name="host">The host.</param>
    /// <param name="user">The user.</param>
    public static Task BlockLoginAsync(this LabHost host, string user) => AddToLoginAsync(host, user, "sleep 7654\n");

    /// <summary>Takes back <see cref="MakeLoginNoisyAsync"/> and <see cref="BlockLoginAsync"/>, and ends the logins that were blocked.</summary>
    /// <param name="host">The host.</param>
    /// <param name="user">The user.</param>
    public static async Task RestoreLoginAsync(this LabHost host, string user) =>
        (await host.EnterAsync($"if [ -e ~{user}/.bashrc.lab ]; then mv ~{user}/.bashrc.lab ~{user}/.bashrc; fi; pkill -u {user} -f '^sleep 7654$'; true")).OrThrow();

    // bash reads .bashrc for a command that sshd runs, too. What the user has there by default ends at once for them, hence at its top.
    private static async Task AddToLoginAsync(LabHost host, string user, string text) =>
        (await host.EnterAsync(
            $"cd ~{user} && touch .bashrc && cp -a .bashrc .bashrc.lab && cat - .bashrc.lab >.bashrc",
            input: text)).OrThrow();
}
