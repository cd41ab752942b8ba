using System.Diagnostics;

namespace OpsMop.Push.Lab.Tests;

/// <summary>
/// The policy of the push tests as an operator has it: a program in a folder of the operator's, a home of its own, and in it an ssh configuration that knows the lab's
/// hosts. <c>ssh</c> finds it as in a terminal: it goes by the home that the user database names, not by <c>$HOME</c>, and so the program runs in a mount namespace in
/// which that one is the program's.
/// </summary>
public sealed class PolicyProgram : IDisposable
{
    private const string Name = "OpsMop.Push.Lab.Policy";

    // Where ssh looks: root's home in the user database, as the lab's tests run as root.
    private static readonly string s_user = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[2] == "0")[5];

    /// <summary>Makes the operator's folders.</summary>
    /// <param name="lab">The lab.</param>
    public PolicyProgram(OpsMop.Lab.Lab lab)
    {
        Home = OpsMop.Lab.Lab.MakeFolder("home");
        Folder = Path.Combine(Home, "policy");
        CopyPolicy(Folder);
        foreach (string folder in new[] { ".ssh", ".config", ".local/state" })
        {
            Directory.CreateDirectory(Path.Combine(Home, folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        SshConfig = Path.Combine(Home, ".ssh/config");
        File.WriteAllText(SshConfig, $"Include {lab.OperatorConfig}\n");

        // Publishing an agent needs the packages that the user has, and their sources.
        string packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget");
        if (Directory.Exists(packages))
        {
            Directory.CreateSymbolicLink(Path.Combine(Home, ".nuget"), packages);
        }
    }

    /// <summary>The operator's home: <c>$HOME</c>, and where ssh and the program keep what is theirs.</summary>
    public string Home { get; }

    /// <summary>The policy's folder, in which it is run: inventories, data and files go here.</summary>
    public string Folder { get; }

    /// <summary>The operator's ssh configuration; a test may add to it.</summary>
    public string SshConfig { get; }

    /// <summary>Writes a file of the policy's folder.</summary>
    /// <param name="name">Its name, such as <c>inventory.yaml</c>.</param>
    /// <param name="text">Its text.</param>
    /// <param name="mode">Its mode; 0600 unless given.</param>
    /// <returns>Its path.</returns>
    public string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, mode);
        return path;
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Its arguments, such as <c>push --yes</c>.</param>
    /// <param name="environment">What its environment has beside the usual.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="time">How long it may take; three minutes unless given. Then it is ended, and <see cref="ProgramRun.TimedOut"/>.</param>
    public async Task<ProgramRun> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? input = null, TimeSpan? time = null)
    {
        await using RunningProgram program = Start(arguments, environment, input);
        return await program.EndAsync(time);
    }

    /// <summary>Starts the program, for what has to happen while it runs.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What its environment has beside the usual.</param>
    /// <param name="input">Its standard input.</param>
    public RunningProgram Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? input = null) =>
        StartCommand([Path.Combine(OpsMop.Lab.Lab.DotnetRoot, "dotnet"), Path.Combine(Folder, Name + ".dll"), .. arguments], environment, input);

    /// <summary>Starts any other command where the program would run.</summary>
    /// <param name="command">The command, such as <c>ssh lab1</c>.</param>
    /// <param name="environment">What its environment has beside the usual.</param>
    /// <param name="input">Its standard input.</param>
    public RunningProgram StartCommand(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        // The places in the mount namespace have to be there in the machine's own, empty.
        // setsid: a process group as a terminal's, to interrupt, and no terminal to ask at. The signals are a terminal's, too: whoever runs these tests in the background
        // has them ignored.
        var start = new ProcessStartInfo(
            "setsid",
            [
                "env", "--default-signal=INT,QUIT", "unshare", "--mount", "--propagation", "private", "sh", "-c",
                "mkdir -p -m 700 \"$1/.ssh\" /var/lib/opsmop && mount --bind \"$HOME/.ssh\" \"$1/.ssh\" && mount --bind \"$HOME/.local/state\" /var/lib/opsmop && shift && exec \"$@\"",
                "sh", s_user, .. command,
            ])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in new[] { "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "DISPLAY", "XDG_RUNTIME_DIR", "OPSMOP_LAB_NUMBER" })
        {
            start.Environment.Remove(name);
        }

        // An agent is published once, and again when the policy has changed: it takes a compiler's time.
        (string, string)[] usual =
        [
            ("HOME", Home), ("XDG_CONFIG_HOME", Path.Combine(Home, ".config")), ("XDG_STATE_HOME", Path.Combine(Home, ".local/state")),
            ("XDG_CACHE_HOME", OpsMop.Lab.Lab.KeepFolder("push")), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("NO_COLOR", "1"),
        ];
        foreach ((string name, string value) in usual.Concat((environment ?? new Dictionary<string, string>()).Select(one => (one.Key, one.Value))))
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!, string.Join(' ', command), input);
    }

    /// <summary>Removes the operator's folders.</summary>
    public void Dispose() => Directory.Delete(Home, recursive: true);

    private static void CopyPolicy(string target)
    {
        // The policy is built beside this project, in the same configuration.
        var source = new DirectoryInfo(AppContext.BaseDirectory.Replace("OpsMop.Push.Lab.Tests", Name, StringComparison.Ordinal));
        foreach (FileInfo file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(target, Path.GetRelativePath(source.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            file.CopyTo(to, overwrite: true);
        }
    }
}
