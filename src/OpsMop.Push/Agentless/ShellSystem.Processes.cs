using System.Globalization;
using System.Text;
using OpsMop.Engine.Processes;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Agentless;

/// <summary>Processes. They run beside the session, each in a group of its own; all clocks are the controller's.</summary>
internal sealed partial class ShellSystem
{
    // What a process leaves behind may hold its output open. What it said itself is in the pipe when it ends.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    // A process that the kernel holds in a system call outlives SIGKILL; the run does not wait for it for ever.
    private static readonly TimeSpan LongestDeath = TimeSpan.FromSeconds(10);

    // Larger input does not go into memory that the host has its own use for.
    private const int SmallInput = 1 << 20;

    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => StartAsync(request, cancel);

    /// <inheritdoc/>
    public async ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        await FlushAsync(cancel).ConfigureAwait(false);
        try
        {
            return await StartAsync(request, cancel).ConfigureAwait(false);
        }
        finally
        {
            _accounts = new();
        }
    }

    private async ValueTask<ProcessResult> StartAsync(ProcessRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ProcessLauncher.Check(request);
        var hello = await HelloAsync(cancel).ConfigureAwait(false);
        var user = await UserAsync(request, hello, cancel).ConfigureAwait(false);
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal);
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

        var leftovers = new List<string>();
        var job = _session.NewJob();
        try
        {
            var input = request.Input is { } content ? await SpoolAsync(content, job, hello, leftovers, cancel).ConfigureAwait(false) : "/dev/null";
            if (request.SecretFiles is { Count: > 0 } secrets)
            {
                await WriteSecretsAsync(secrets, user, hello, environment, leftovers, cancel).ConfigureAwait(false);
            }

            return await RunJobAsync(job, request, hello, user, environment, input, cancel).ConfigureAwait(false);
        }
        finally
        {
            _session.Forget(job);
            if (leftovers.Count > 0)
            {
                await RemoveAsync(leftovers).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<ProcessResult> RunJobAsync(
        ShellJob job, ProcessRequest request, ShellHello hello, UserAccount? user, SortedDictionary<string, string> environment, string input, CancellationToken cancel)
    {
        var directory = request.Directory.IsGiven ? Valid(request.Directory) : "/";
        var limit = Math.Max(0, request.OutputLimit);
        var (head, tail) = (limit / 2, limit - (limit / 2));
        var (words, another) = Words(request, hello, user, environment);
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"J={Quote(Exports(environment))}; start {job.Number} {head} {tail} {Quote(directory)} {Quote(input)} ");
        line.Append(CultureInfo.InvariantCulture, $"{Quote(environment.GetValueOrDefault("PATH", ""))} {Quote(another)}");
        foreach (var word in words)
        {
            line.Append(' ').Append(Quote(word));
        }

        cancel.ThrowIfCancellationRequested();
        var reply = await _session.AskAsync(line.ToString()).ConfigureAwait(false);
        switch (reply.Word)
        {
            case "ok":
                break;
            case "127":
                return NotStarted(ProcessResult.NotFound, $"{words[0]}: command not found in PATH ({reply.Text})");
            case "128":
                return NotStarted(ProcessResult.NotFound, $"{words[0]}: not found");
            case "126":
                return NotStarted(126, $"{reply.Text}: found but not executable");
            case "folderkind":
                throw Faults.Of(Errno.NotDirectory, "run a command in", directory);
            case "fail":
                throw await FaultAsync(reply, "start a process with its files in", hello.Folder).ConfigureAwait(false);
            default:
                throw await FaultAsync(reply, "run a command in", directory).ConfigureAwait(false);
        }

        var (exitCode, timedOut) = await WatchAsync(job, request.Timeout, cancel).ConfigureAwait(false);
        var output = new BoundedOutput(limit);
        var error = new BoundedOutput(limit);
        if (await job.Finished.ConfigureAwait(false))
        {
            output.Append(job.Output.Span);
            error.Append(job.Error.Span);
        }
        else
        {
            await CollectAsync(job, output, error, tail).ConfigureAwait(false);
        }

        if (!timedOut)
        {
            cancel.ThrowIfCancellationRequested();
        }

        return new ProcessResult(exitCode, output.ToString(), error.ToString()) { TimedOut = timedOut, DroppedBytes = output.Dropped + error.Dropped };
    }

    private static ProcessResult NotStarted(int exitCode, string message) => new(exitCode, "", $"opsmop: {message}\n");

    private async ValueTask<UserAccount?> UserAsync(ProcessRequest request, ShellHello hello, CancellationToken cancel)
    {
        if (request.User is not { } name)
        {
            return null;
        }

        var user = await FindUserAsync(name, cancel).ConfigureAwait(false)
            ?? (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? ShellAccounts.User(await _session.AskAsync($"getent passwd {name} >&3; a passwd", cancel).ConfigureAwait(false))
                : null)
            ?? throw new SystemFaultException(
                SystemFault.UnknownAccount,
                $"user:{name}",
                $"Cannot run '{request.Arguments[0]}' as '{name}': there is no such user. Declare the user before it, or correct the name.");
        return user.Id == hello.User || hello.IsRoot
            ? user
            : throw new SystemFaultException(
                SystemFault.PermissionDenied,
                $"user:{name}",
                $"Cannot run '{request.Arguments[0]}' as '{name}': only root may become another user. Let the connection use sudo, or log in as '{name}'.");
    }

    /// <summary>The program and its arguments, and what they are started by where they are another user's.</summary>
    private static (IReadOnlyList<string> Words, string Another) Words(ProcessRequest request, ShellHello hello, UserAccount? user, SortedDictionary<string, string> environment)
    {
        // What a shell cannot export, env can.
        string[] strange = [.. environment.Keys.Where(name => !IsVariable(name))];
        IReadOnlyList<string> words = strange.Length == 0 ? request.Arguments : ["env", .. strange.Select(name => $"{name}={environment[name]}"), .. request.Arguments];
        foreach (var name in strange)
        {
            environment.Remove(name);
        }

        if (user is null || user.Id == hello.User)
        {
            return (words, "");
        }

        if (hello.HasSetpriv)
        {
            return (words, string.Create(CultureInfo.InvariantCulture, $"setpriv --reuid={user.Id} --regid={user.GroupId} --init-groups --"));
        }

        // su takes a command line, not arguments: each is quoted.
        var command = $"exec {string.Join(' ', words.Select(ShellQuoting.Quote))}";
        return (hello.Kernel == "Linux" ? ["su", "-s", "/bin/sh", "-c", command, user.Name] : ["su", "-m", user.Name, "-c", command], "");
    }

    private static bool IsVariable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static string Exports(SortedDictionary<string, string> environment) =>
        environment.Count == 0 ? "" : "export " + string.Join(' ', environment.Select(pair => $"{pair.Key}={Quote(pair.Value)}"));

    /// <summary>Waits for a process, and ends it when its time is up or nobody wants it any more: SIGTERM, and after a while SIGKILL, to its whole group.</summary>
    private async ValueTask<(int Code, bool TimedOut)> WatchAsync(ShellJob job, TimeSpan? timeout, CancellationToken cancel)
    {
        var processes = await job.Begun.ConfigureAwait(false);
        var timedOut = false;
        var ended = false;
        using (var clock = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            if (timeout is { } limit)
            {
                clock.CancelAfter(limit);
            }

            try
            {
                await job.Ended.WaitAsync(clock.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                timedOut = !cancel.IsCancellationRequested;
                ended = true;
            }
        }

        if (ended)
        {
            await _session.AskAsync($"hang TERM {processes[0]}").ConfigureAwait(false);
            if (!await EndsAsync(job.Ended, _options.Grace).ConfigureAwait(false))
            {
                await _session.AskAsync($"hang KILL {processes[0]}").ConfigureAwait(false);
                if (!await EndsAsync(job.Ended, LongestDeath).ConfigureAwait(false))
                {
                    job.End(128 + 9);
                }
            }

            await _session.AskAsync($"sweep {processes[0]}").ConfigureAwait(false);
        }

        if (!await EndsAsync(job.Finished, LongestSilence).ConfigureAwait(false))
        {
            await _session.AskAsync($"kill {string.Join(' ', processes.Skip(1))}; a ok").ConfigureAwait(false);
            if (!await EndsAsync(job.Finished, LongestDeath).ConfigureAwait(false))
            {
                job.FinishLarge();
            }
        }

        return (await job.Ended.ConfigureAwait(false), timedOut);
    }

    private static async ValueTask<bool> EndsAsync(Task task, TimeSpan within)
    {
        if (task.IsCompleted)
        {
            await task.ConfigureAwait(false);
            return true;
        }

        using var enough = new CancellationTokenSource(within);
        try
        {
            await task.WaitAsync(enough.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return task.IsCompleted;
        }
    }

    private async ValueTask<ShellReply> FetchAsync(ShellJob job, string file) => await _session.AskAsync($"fetch \"$T/{job.Number}/{file}\"").ConfigureAwait(false);

    /// <summary>Gets what did not fit into one line.</summary>
    private async ValueTask CollectAsync(ShellJob job, BoundedOutput output, BoundedOutput error, int tail)
    {
        var answers = new List<Task<ShellReply>>();
        foreach (var file in new[] { "o", "o.1", "o.2", "o.n", "e", "e.1", "e.2", "e.n" })
        {
            answers.Add(await _session.SendAsync($"fetch \"$T/{job.Number}/{file}\"").ConfigureAwait(false));
        }

        _ = await _session.SendAsync($"rm -rf \"$T/{job.Number}\"; a ok").ConfigureAwait(false);
        for (var i = 0; i < 2; i++)
        {
            var kept = i == 0 ? output : error;
            ShellReply[] parts = [await answers[4 * i].ConfigureAwait(false), await answers[(4 * i) + 1].ConfigureAwait(false), await answers[(4 * i) + 2].ConfigureAwait(false), await answers[(4 * i) + 3].ConfigureAwait(false)];
            kept.Append(parts[0].Body.Span);
            kept.Append(parts[1].Body.Span);
            if (long.TryParse(parts[3].Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var rest) && parts[2].Body.Length == tail && rest > tail)
            {
                kept.Skip(rest - tail);
            }

            kept.Append(parts[2].Body.Span);
        }
    }

    /// <summary>Puts a process's input where the process can read it, in a file that nobody else can.</summary>
    private async ValueTask<string> SpoolAsync(FileContent content, ShellJob job, ShellHello hello, List<string> leftovers, CancellationToken cancel)
    {
        var isSmall = content.Bytes is { Length: <= SmallInput };
        var path = isSmall ? $"{hello.Folder}/in{job.Number}" : $"/var/tmp/opsmop-{ShellScript.NewName()}";
        leftovers.Add(path);
        await UploadAsync(path, path, content, hash => $"BYE=\"$BYE {path}\"; a ok", cancel).ConfigureAwait(false);
        return path;
    }

    private async ValueTask WriteSecretsAsync(
        IReadOnlyDictionary<string, Text> secrets, UserAccount? user, ShellHello hello, SortedDictionary<string, string> environment, List<string> leftovers, CancellationToken cancel)
    {
        // Beside the session's own folder, which another user could not enter. It is closed to everybody but us until it is complete.
        var folder = $"{hello.Folder[..hello.Folder.LastIndexOf('/')]}/opsmop-secret-{ShellScript.NewName()[..16]}";
        leftovers.Add(folder);
        var made = await _session.AskAsync($"folder {Quote(folder)}", cancel).ConfigureAwait(false);
        if (!made.IsOk)
        {
            throw await FaultAsync(made, "create the directory", folder).ConfigureAwait(false);
        }

        var owner = user is null ? $"{Invariant(hello.User)}:{Invariant(hello.Group)}" : $"{Invariant(user.Id)}:{Invariant(user.GroupId)}";
        foreach (var (variable, secret) in secrets)
        {
            var file = $"{folder}/{environment.Count}-{ShellScript.NewName()[..8]}";
            await UploadAsync(file, file, FileContent.FromText(secret), hash => $"t chown {owner} {Quote(file)} && a ok", cancel).ConfigureAwait(false);
            environment[variable] = file;
        }

        await DoAsync($"setowner {Quote(folder)} {owner}", "set the owner of", folder).ConfigureAwait(false);
    }

    private async ValueTask RemoveAsync(List<string> leftovers)
    {
        try
        {
            await _session.AskAsync($"rm -rf {string.Join(' ', leftovers.Select(Quote))}; a ok").ConfigureAwait(false);
        }
        catch (SystemFaultException)
        {
            // The session has ended, and removes them itself.
        }
    }
}
