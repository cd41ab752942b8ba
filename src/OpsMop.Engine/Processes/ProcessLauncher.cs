using System.Collections;
using System.Globalization;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Processes;

/// <summary>Turns what was asked for into what the kernel starts: the program's file, its environment, its user and its root.</summary>
internal sealed class ProcessLauncher(PathResolver paths, AccountDatabase accounts, string? root)
{
    // The directory as an argument, so that nothing in its name means anything to the shell.
    private const string ChangeDirectory = "cd -- \"$1\" || exit 126; shift; exec \"$@\"";

    private static readonly Lazy<string?> s_setpriv = new(FindSetpriv);

    /// <summary>How long a process has between SIGTERM and SIGKILL; tests are in more of a hurry.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    internal async ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Check(request);
        var directory = request.Directory.IsGiven ? request.Directory.Value : "/";
        CheckDirectory(directory);
        var user = User(request);
        var environment = BuildEnvironment(request, user);
        if (ProgramSearch.Find(paths, request.Arguments[0], environment.GetValueOrDefault("PATH"), directory, out var failure) is not { } program)
        {
            return failure!;
        }

        if (root is not null && !Libc.IsRoot)
        {
            throw new SystemFaultException(
                SystemFault.PermissionDenied,
                request.Arguments[0],
                $"Cannot run '{request.Arguments[0]}' in {root}: only root may start a process with another root directory. Run opsmop with sudo.");
        }

        using var secrets = request.SecretFiles is { Count: > 0 } files
            ? SecretFolder.Create(paths, accounts, root is not null, user, files, environment)
            : null;
        var arguments = Wrap(request.Arguments, program, user, directory);
        return await ProcessRunner.RunAsync(
            new ProcessStart
            {
                Program = arguments == request.Arguments ? program : arguments[0],
                Arguments = arguments,
                Environment = [.. environment.Select(pair => $"{pair.Key}={pair.Value}")],
                Directory = root is null ? directory : "/",
                Input = request.Input,
                Timeout = request.Timeout,
                Grace = Grace,
                OutputLimit = request.OutputLimit,
            },
            cancel).ConfigureAwait(false);
    }

    /// <summary>Refuses what no kernel could start as it is meant.</summary>
    internal static void Check(ProcessRequest request)
    {
        if (request.Arguments.Count == 0 || request.Arguments[0].Length == 0)
        {
            throw new SystemFaultException(SystemFault.Refused, "command", "A command without a program cannot be run. Name the program.");
        }

        var environment = request.Environment?.SelectMany(pair => new[] { pair.Key, pair.Value }) ?? [];
        if (request.Arguments.Concat(environment).Concat(request.SecretFiles?.Keys ?? []).Any(text => text.Contains('\0')))
        {
            throw new SystemFaultException(
                SystemFault.Refused,
                request.Arguments[0],
                $"Cannot run '{request.Arguments[0].Replace("\0", "\\0")}': an argument or variable holds a zero byte, where the kernel would cut it off. Remove it.");
        }
    }

    private void CheckDirectory(string directory)
    {
        if (directory == "/")
        {
            return;
        }

        var error = paths.Status(directory, follow: true, out var status);
        if (error < 0 || !status.IsDirectory)
        {
            throw Faults.Of(error < 0 ? error : Errno.NotDirectory, "run a command in", directory);
        }
    }

    private UserAccount? User(ProcessRequest request)
    {
        if (request.User is not { } name)
        {
            return null;
        }

        var user = accounts.LookUpUser(name)
            ?? (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? accounts.LookUpUser(id) : null)
            ?? throw new SystemFaultException(
                SystemFault.UnknownAccount,
                $"user:{name}",
                $"Cannot run '{request.Arguments[0]}' as '{name}': there is no such user. Declare the user before it, or correct the name.");
        return user.Id == Libc.EffectiveUser || Libc.IsRoot
            ? user
            : throw new SystemFaultException(
                SystemFault.PermissionDenied,
                $"user:{name}",
                $"Cannot run '{request.Arguments[0]}' as '{name}': only root may become another user. Run opsmop with sudo, or as '{name}'.");
    }

    private static SortedDictionary<string, string> BuildEnvironment(ProcessRequest request, UserAccount? user)
    {
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in Environment.GetEnvironmentVariables())
        {
            environment[(string)pair.Key] = (string?)pair.Value ?? "";
        }

        if (user is not null)
        {
            environment["HOME"] = user.Home;
            environment["USER"] = user.Name;
            environment["LOGNAME"] = user.Name;
        }

        foreach (var (name, value) in request.Environment ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        return environment;
    }

    private IReadOnlyList<string> Wrap(IReadOnlyList<string> arguments, string program, UserAccount? user, string directory)
    {
        var another = user is not null && user.Id != Libc.EffectiveUser;
        if (root is not null)
        {
            // By numbers, since the names are the image's and chroot reads this machine's.
            IEnumerable<string> prefix = another
                ? [Chroot(), Invariant($"--userspec={user!.Id}:{user.GroupId}"), $"--groups={string.Join(',', Groups(user))}", root]
                : [Chroot(), root];
            return directory == "/"
                ? [.. prefix, program, .. arguments.Skip(1)]
                : [.. prefix, "/bin/sh", "-c", ChangeDirectory, "sh", directory, program, .. arguments.Skip(1)];
        }

        var inDirectory = Kernel.CanChangeDirectory
            ? arguments
            : ["/bin/sh", "-c", ChangeDirectory, "sh", directory, program, .. arguments.Skip(1)];
        if (!another)
        {
            return inDirectory;
        }

        var command = Kernel.CanChangeDirectory ? [program, .. arguments.Skip(1)] : inDirectory;
        if (s_setpriv.Value is { } setpriv)
        {
            return [setpriv, Invariant($"--reuid={user!.Id}"), Invariant($"--regid={user.GroupId}"), "--init-groups", "--", .. command];
        }

        // su takes a command line, not arguments: each is quoted.
        var line = $"exec {string.Join(' ', command.Select(ShellQuoting.Quote))}";
        return UnixAbi.IsLinux
            ? [Su(), "-s", "/bin/sh", "-c", line, user!.Name]
            : [Su(), "-m", user!.Name, "-c", line];
    }

    private IEnumerable<string> Groups(UserAccount user) =>
        (accounts as ImageAccountDatabase)?.GroupsOf(user).Select(id => id.ToString(CultureInfo.InvariantCulture)) ?? [];

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Chroot() => Tool("chroot", "/usr/sbin/chroot", "/usr/bin/chroot", "/sbin/chroot", "/bin/chroot");

    private static string Su() => Tool("su", "/bin/su", "/usr/bin/su");

    // Never by PATH: these run as root, whatever the policy's environment says.
    private static string Tool(string name, params string[] places) => Array.Find(places, File.Exists)
        ?? throw new SystemFaultException(
            SystemFault.NotFound,
            name,
            $"This machine has no '{name}' ({string.Join(", ", places)}), which is needed to start the command. Install it.");

    private static string? FindSetpriv()
    {
        // Busybox has a setpriv that cannot change users.
        string[] places = UnixAbi.IsLinux ? ["/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv"] : [];
        return Array.Find(places, place => File.Exists(place) && Path.GetFileName(File.ResolveLinkTarget(place, true)?.FullName) != "busybox");
    }
}
