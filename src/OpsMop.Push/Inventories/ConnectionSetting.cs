using System.Globalization;
using System.Text.Json;

namespace OpsMop.Push.Inventories;

/// <summary>A setting of a connection, as files name it.</summary>
internal sealed class ConnectionSetting
{
    /// <summary>What to say of a password that stands in a file as it is.</summary>
    public const string PlainPassword =
        "a password does not stand in an inventory. Write {file: secrets/NAME} for the first line of a file of mode 0600, {command: pass show NAME} for what a command prints, or prompt; "
        + "and change this one, if others may have seen it.";

    private delegate ConnectionSettings? Reader(ConnectionSettings settings, JsonElement value, string folder, out string fault);

    private readonly Reader _read;

    private ConnectionSetting(string name, Func<ConnectionSettings, string?> show, Reader read) => (Name, Show, _read) = (name, show, read);

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<ConnectionSetting> All { get; } =
    [
        Text("address", settings => settings.Address, (settings, text) => settings with { Address = text }),
        new("port", settings => settings.Port.IsGiven ? settings.Port.ToString() : null, (ConnectionSettings settings, JsonElement value, string _, out string fault) =>
        {
            Port port = Scalar(value);
            fault = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? port.Error ?? "" : "expected a port, such as 22.";
            return fault.Length == 0 ? settings with { Port = port } : null;
        }),
        Text("user", settings => settings.User, (settings, text) => settings with { User = text }),
        new("identity-file", settings => settings.IdentityFile, (ConnectionSettings settings, JsonElement value, string folder, out string fault) =>
            Given(value, out fault) ? settings with { IdentityFile = Below(folder, Scalar(value)) } : null),
        Switch("sudo", settings => settings.Sudo, (settings, on) => settings with { Sudo = on }),
        Text("sudo-user", settings => settings.SudoUser, (settings, text) => settings with { SudoUser = text }),
        Source("password", settings => settings.Password, (settings, source) => settings with { Password = source }),
        Source("sudo-password", settings => settings.SudoPassword, (settings, source) => settings with { SudoPassword = source }),
        OneOf("host-keys", settings => settings.HostKeys, (settings, policy) => settings with { HostKeys = policy },
            [("strict", HostKeyPolicy.Strict), ("accept-new", HostKeyPolicy.AcceptNew), ("off", HostKeyPolicy.Off)]),
        Time("timeout", settings => settings.Timeout, (settings, time) => settings with { Timeout = time }),
        Time("persist", settings => settings.Persist, (settings, time) => settings with { Persist = time }),
        Text("via", settings => settings.Via is "" ? "none" : settings.Via, (settings, text) => settings with { Via = text == "none" ? "" : text }),
        Switch("relay", settings => settings.Relay, (settings, on) => settings with { Relay = on }),
        OneOf("on-disconnect", settings => settings.OnDisconnect, (settings, policy) => settings with { OnDisconnect = policy },
            [("finish", DisconnectPolicy.Finish), ("stop", DisconnectPolicy.Stop)]),
        Switch("agentless", settings => settings.Agentless, (settings, on) => settings with { Agentless = on }),
        new("options", settings => settings.Options.Count > 0 ? string.Join(", ", settings.Options) : null, (ConnectionSettings settings, JsonElement value, string _, out string fault) =>
        {
            var isList = value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && item.GetString()!.Contains('=', StringComparison.Ordinal));
            fault = isList ? "" : "expected a list of options of OpenSSH, such as [ForwardAgent=yes].";
            return isList ? settings with { Options = [.. value.EnumerateArray().Select(item => item.GetString()!)] } : null;
        }),
    ];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its value, as people say it; <see langword="null"/> where it is not set.</summary>
    public Func<ConnectionSettings, string?> Show { get; }

    /// <summary>The setting of a name; <see langword="null"/> if there is none.</summary>
    public static ConnectionSetting? Find(string name)
    {
        foreach (var setting in All)
        {
            if (Naming.Same(setting.Name, name))
            {
                return setting;
            }
        }

        return null;
    }

    /// <summary>Puts a value in place.</summary>
    /// <param name="settings">The settings so far.</param>
    /// <param name="value">The value, as data.</param>
    /// <param name="folder">The folder that files are relative to.</param>
    /// <param name="fault">What is wrong with the value.</param>
    /// <returns>The settings with it; <see langword="null"/> if something is wrong.</returns>
    public ConnectionSettings? Read(ConnectionSettings settings, JsonElement value, string folder, out string fault) => _read(settings, value, folder, out fault);

    private static ConnectionSetting Text(string name, Func<ConnectionSettings, string?> show, Func<ConnectionSettings, string, ConnectionSettings> set) =>
        new(name, show, (ConnectionSettings settings, JsonElement value, string _, out string fault) => Given(value, out fault) ? set(settings, Scalar(value)) : null);

    private static ConnectionSetting Switch(string name, Func<ConnectionSettings, bool?> show, Func<ConnectionSettings, bool, ConnectionSettings> set) =>
        new(name, settings => show(settings) is { } on ? on ? "true" : "false" : null, (ConnectionSettings settings, JsonElement value, string _, out string fault) =>
        {
            fault = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "" : "expected true or false.";
            return fault.Length == 0 ? set(settings, value.GetBoolean()) : null;
        });

    private static ConnectionSetting Time(string name, Func<ConnectionSettings, Duration> show, Func<ConnectionSettings, Duration, ConnectionSettings> set) =>
        new(name, settings => show(settings) is { IsGiven: true } time ? time.ToString() : null, (ConnectionSettings settings, JsonElement value, string _, out string fault) =>
        {
            Duration time = Scalar(value);
            fault = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? time.Error ?? "" : "expected a time, such as 10s.";
            return fault.Length == 0 ? set(settings, time) : null;
        });

    private static ConnectionSetting OneOf<T>(string name, Func<ConnectionSettings, T?> show, Func<ConnectionSettings, T, ConnectionSettings> set, (string Name, T Value)[] members)
        where T : struct, Enum =>
        new(name, settings => show(settings) is { } value ? members.First(member => EqualityComparer<T>.Default.Equals(member.Value, value)).Name : null,
            (ConnectionSettings settings, JsonElement value, string _, out string fault) =>
        {
            // YAML 1.1 has made a false of off, and there are files that were written for it.
            var text = value.ValueKind == JsonValueKind.False ? "off" : Scalar(value);
            foreach (var member in members)
            {
                if (Naming.Same(member.Name, text))
                {
                    fault = "";
                    return set(settings, member.Value);
                }
            }

            var names = members.Select(member => member.Name).ToList();
            fault = $"expected one of {string.Join(", ", names)}.{Parsing.Suggestion.DidYouMean(text, names)}";
            return null;
        });

    private static ConnectionSetting Source(string name, Func<ConnectionSettings, PasswordSource?> show, Func<ConnectionSettings, PasswordSource, ConnectionSettings> set) =>
        new(name, settings => show(settings)?.ToString(), (ConnectionSettings settings, JsonElement value, string folder, out string fault) =>
        {
            fault = PlainPassword;
            if (value.ValueKind == JsonValueKind.String && value.GetString() == "prompt")
            {
                return set(settings, PasswordSource.Prompt);
            }

            if (value.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var members = value.EnumerateObject().ToList();
            if (members is [{ Name: "file" or "command", Value.ValueKind: JsonValueKind.String } only] && only.Value.GetString() is { Length: > 0 } text)
            {
                return set(settings, only.Name == "file" ? PasswordSource.FromFile(Below(folder, text)) : PasswordSource.FromCommand(text));
            }

            fault = "expected {file: PATH}, {command: COMMAND} or prompt.";
            return null;
        });

    private static bool Given(JsonElement value, out string fault)
    {
        fault = Scalar(value).Length > 0 ? "" : "expected text.";
        return fault.Length == 0;
    }

    /// <summary>A text, or a number as it is written.</summary>
    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    /// <summary>A path below the folder of the file that names it; <c>~</c> is the home of whoever runs this.</summary>
    private static string Below(string folder, string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)}{path[1..]}")
        : Path.GetFullPath(path, folder);
}
