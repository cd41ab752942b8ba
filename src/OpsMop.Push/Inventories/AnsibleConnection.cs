using System.Globalization;
using System.Text.Json;
using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>What Ansible's own variables say of a connection: <c>ansible_host</c>, <c>ansible_user</c>, <c>ansible_ssh_common_args</c> and their like.</summary>
internal static class AnsibleConnection
{
    private const string Prefix = "ansible_";

    private delegate ConnectionSettings? Reader(ConnectionSettings settings, string value, out string fault);

    private static readonly Dictionary<string, Reader> s_variables = Table();

    private static readonly string[] s_passwords =
        ["ansible_password", "ansible_ssh_pass", "ansible_ssh_password", "ansible_become_pass", "ansible_become_password", "ansible_sudo_pass", "ansible_su_pass"];

    /// <summary>Whether a variable says something of the connection, and so is no variable for roles.</summary>
    public static bool Knows(string variable) => variable.StartsWith(Prefix, StringComparison.Ordinal) && s_variables.ContainsKey(variable);

    /// <summary>Reads the settings among variables.</summary>
    /// <param name="variables">The variables of a host or group.</param>
    /// <param name="placeOf">The place of a variable.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="lines">The lines of the settings by our names.</param>
    /// <returns>The settings; <see langword="null"/> where there are none.</returns>
    public static ConnectionSettings? Read(JsonElement variables, Func<string, SourceLocation> placeOf, InventoryFaults faults, out Dictionary<string, int>? lines)
    {
        lines = null;
        ConnectionSettings? settings = null;
        if (variables.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in variables.EnumerateObject())
        {
            if (!member.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (s_passwords.Contains(member.Name, StringComparer.Ordinal))
            {
                faults.Report(
                    InventoryFaults.Password,
                    placeOf(member.Name),
                    $"{member.Name}: a password does not stand in an inventory. Take the line out, and write {(IsLogin(member.Name) ? "password" : "sudo-password")}: prompt, {{file: PATH}} "
                    + "or {command: COMMAND} into ~/.config/opsmop/connection.yaml or an inventory of our own form beside this one.");
                continue;
            }

            if (!s_variables.TryGetValue(member.Name, out var read))
            {
                continue;
            }

            var value = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.Value.GetRawText(),
                JsonValueKind.Null => "",
                _ => null,
            };
            var fault = "expected text.";
            if (value is { Length: 0 })
            {
                continue;
            }

            if (value is not null && value.Contains("{{", StringComparison.Ordinal))
            {
                faults.Report(InventoryFaults.WrongValue, placeOf(member.Name), $"{member.Name}: this is a template, which Ansible fills in while it runs. Write the value itself.");
            }
            else if (value is not null && read(settings ?? new(), value, out fault) is { } with)
            {
                if (OurName(member.Name) is { } name)
                {
                    (lines ??= new(StringComparer.Ordinal))[name] = placeOf(member.Name).Line;
                }

                settings = with;
            }
            else if (fault.Length > 0)
            {
                faults.Report(InventoryFaults.WrongValue, placeOf(member.Name), $"{member.Name}: {fault}");
            }

            if (member.Name == "ansible_connection" && value is not ("ssh" or "smart" or "paramiko" or "paramiko_ssh" or "ansible.builtin.ssh"))
            {
                faults.Warn(
                    InventoryFaults.UnknownSetting,
                    placeOf(member.Name),
                    $"ansible_connection: hosts are reached over SSH, and '{value}' counts for nothing.{(value == "local" ? " Use apply for this machine." : "")}");
            }
        }

        return settings;
    }

    private static bool IsLogin(string variable) => variable is "ansible_password" or "ansible_ssh_pass" or "ansible_ssh_password";

    private static string? OurName(string variable) => variable switch
    {
        "ansible_host" or "ansible_ssh_host" => "address",
        "ansible_port" or "ansible_ssh_port" => "port",
        "ansible_user" or "ansible_ssh_user" => "user",
        "ansible_ssh_private_key_file" or "ansible_private_key_file" => "identity-file",
        "ansible_become" or "ansible_sudo" => "sudo",
        "ansible_become_user" or "ansible_sudo_user" => "sudo-user",
        "ansible_host_key_checking" or "ansible_ssh_host_key_checking" => "host-keys",
        "ansible_timeout" or "ansible_ssh_timeout" => "timeout",
        "ansible_ssh_common_args" or "ansible_ssh_extra_args" => "options",
        _ => null,
    };

    private static Dictionary<string, Reader> Table()
    {
        Reader address = (ConnectionSettings settings, string value, out string fault) => Done(settings with { Address = value }, out fault);
        Reader port = (ConnectionSettings settings, string value, out string fault) =>
        {
            Port port = value;
            fault = port.Error ?? "";
            return fault.Length == 0 ? settings with { Port = port } : null;
        };
        Reader user = (ConnectionSettings settings, string value, out string fault) => Done(settings with { User = value }, out fault);
        Reader key = (ConnectionSettings settings, string value, out string fault) => Done(settings with { IdentityFile = value }, out fault);
        Reader become = (ConnectionSettings settings, string value, out string fault) => Truth(value, out fault) is { } on ? settings with { Sudo = on } : null;
        Reader becomeUser = (ConnectionSettings settings, string value, out string fault) => Done(settings with { SudoUser = value }, out fault);
        Reader hostKeys = (ConnectionSettings settings, string value, out string fault) =>
            Truth(value, out fault) is { } on ? settings with { HostKeys = on ? HostKeyPolicy.Strict : HostKeyPolicy.Off } : null;
        Reader timeout = (ConnectionSettings settings, string value, out string fault) =>
        {
            fault = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? "" : $"'{value}' is not a number of seconds.";
            return fault.Length == 0 ? settings with { Timeout = TimeSpan.FromSeconds(seconds) } : null;
        };
        Reader arguments = Arguments;
        Reader connection = (ConnectionSettings settings, string value, out string fault) => Done(settings, out fault);
        Reader method = (ConnectionSettings settings, string value, out string fault) =>
        {
            fault = value is "sudo" or "ansible.builtin.sudo" ? "" : $"hosts are entered with sudo, and not with '{value}'.";
            return fault.Length == 0 ? settings : null;
        };
        return new(StringComparer.Ordinal)
        {
            ["ansible_host"] = address,
            ["ansible_ssh_host"] = address,
            ["ansible_port"] = port,
            ["ansible_ssh_port"] = port,
            ["ansible_user"] = user,
            ["ansible_ssh_user"] = user,
            ["ansible_ssh_private_key_file"] = key,
            ["ansible_private_key_file"] = key,
            ["ansible_become"] = become,
            ["ansible_sudo"] = become,
            ["ansible_become_user"] = becomeUser,
            ["ansible_sudo_user"] = becomeUser,
            ["ansible_become_method"] = method,
            ["ansible_host_key_checking"] = hostKeys,
            ["ansible_ssh_host_key_checking"] = hostKeys,
            ["ansible_timeout"] = timeout,
            ["ansible_ssh_timeout"] = timeout,
            ["ansible_ssh_common_args"] = arguments,
            ["ansible_ssh_extra_args"] = arguments,
            ["ansible_connection"] = connection,
        };
    }

    private static ConnectionSettings Done(ConnectionSettings settings, out string fault)
    {
        fault = "";
        return settings;
    }

    private static bool? Truth(string value, out string fault)
    {
        bool? truth = value.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "1" or "t" or "y" => true,
            "false" or "no" or "off" or "0" or "f" or "n" => false,
            _ => null,
        };
        fault = truth is null ? $"'{value}' is neither true nor false." : "";
        return truth;
    }

    /// <summary>Reads arguments of ssh: <c>-o ProxyJump=bastion -A</c>.</summary>
    private static ConnectionSettings? Arguments(ConnectionSettings settings, string value, out string fault)
    {
        fault = "its quotes do not close.";
        if (ShellWords.Split(value, hasComments: false) is not { } words)
        {
            return null;
        }

        var options = settings.Options.ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Length < 2 || word[0] != '-')
            {
                fault = $"'{word}' is not an option of ssh.";
                return null;
            }

            if (word[1] is 'o' or 'J' or 'i' or 'l' or 'p' or 'F' or 'W' or 'L' or 'R' or 'D')
            {
                var argument = word.Length > 2 ? word[2..] : i + 1 < words.Count ? words[++i] : null;
                if (argument is null)
                {
                    fault = $"'{word}' needs an argument.";
                    return null;
                }

                switch (word[1])
                {
                    case 'o':
                        // ssh takes a blank for the equals sign too.
                        var blank = argument.AsSpan().IndexOfAny(' ', '=');
                        if (blank <= 0)
                        {
                            fault = $"'-o {argument}' has no value; write -o Option=value.";
                            return null;
                        }

                        options.Add($"{argument[..blank]}={argument[(blank + 1)..].TrimStart()}");
                        break;
                    case 'J':
                        options.Add("ProxyJump=" + argument);
                        break;
                    case 'i':
                        settings = settings with { IdentityFile = argument };
                        break;
                    case 'l':
                        settings = settings with { User = argument };
                        break;
                    case 'p':
                        Port port = argument;
                        if (port.Error is { } error)
                        {
                            fault = error;
                            return null;
                        }

                        settings = settings with { Port = port };
                        break;
                    default:
                        fault = $"'-{word[1]}' is not taken over; write -o Option=value, or put it into ~/.ssh/config, which is read as in a terminal.";
                        return null;
                }

                continue;
            }

            foreach (var flag in word.AsSpan(1))
            {
                string? option = flag switch
                {
                    'A' => "ForwardAgent=yes",
                    'a' => "ForwardAgent=no",
                    'C' => "Compression=yes",
                    '4' => "AddressFamily=inet",
                    '6' => "AddressFamily=inet6",
                    'q' => "LogLevel=QUIET",
                    'x' => "ForwardX11=no",
                    'v' or 'T' => "",
                    _ => null,
                };
                if (option is null)
                {
                    fault = $"'-{flag}' is not taken over; write -o Option=value, or put it into ~/.ssh/config, which is read as in a terminal.";
                    return null;
                }

                if (option.Length > 0)
                {
                    options.Add(option);
                }
            }
        }

        return Done(settings with { Options = options }, out fault);
    }
}
