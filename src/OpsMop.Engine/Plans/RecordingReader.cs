using System.Globalization;
using OpsMop.Engine.Security;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Plans;

/// <summary>
/// Writes down what the provider of one resource asks, and what it is answered. Times and inodes are no part of an answer, and neither are sizes: a log that has grown is no reason
/// to plan again, and where the content matters it is asked for.
/// </summary>
/// <param name="inner">The system that answers.</param>
/// <param name="key">The key of the plan.</param>
/// <param name="overlay">In a plan, what has been planned so far; <see langword="null"/> in an apply.</param>
/// <param name="hasRun">Whether a process has been planned by now: what a process or a database says after it is known only then.</param>
internal sealed class RecordingReader(ISystemReader inner, PlanKey key, OverlaySystem? overlay = null, Func<bool>? hasRun = null) : ISystemReader
{
    private const int LargestContent = 16 << 20;

    private readonly PlanKey _key = key;
    private readonly Dictionary<(string Kind, string Subject), string> _answers = [];
    private readonly List<(string Kind, string Subject)> _order = [];
    private readonly Lock _lock = new();
    private volatile bool _asksForForeseen;

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<SavedAnswer> Answers
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(asked => new SavedAnswer(asked.Kind, asked.Subject, _answers[asked]))];
            }
        }
    }

    /// <summary>Whether something was asked that the plan itself brings about. What the system says of it through a process is then about to change: a manager that has a new unit file to read.</summary>
    public bool AsksForForeseen => _asksForForeseen;

    /// <summary>How a key is observed, by what is asked for it.</summary>
    private string Within { get; init; } = "";

    /// <summary>Who keeps the answers.</summary>
    private RecordingReader? Outer { get; init; }

    public async ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default)
    {
        var kind = follow ? "target" : "stat";
        var status = await GuardedAsync(kind, path.Value, inner.StatAsync(path, follow, cancel)).ConfigureAwait(false);

        // Of what the plan itself is to make, the owner is known only when it is made: it is the agent's own where the policy does not say.
        var isForeseen = overlay is { IsUntouched: false } && !await IsThereAsync(status, path, follow, cancel).ConfigureAwait(false);
        NoteForeseen(isForeseen);
        Keep(kind, path.Value, Describe(status, isForeseen));
        return status;
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        var content = await GuardedAsync("read", path.Value, inner.ReadAsync(path, cancel)).ConfigureAwait(false);
        Keep("read", path.Value, _key.Digest(content.Span));
        return content;
    }

    public async ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default)
    {
        var same = await GuardedAsync("content", path.Value, inner.HasContentAsync(path, content, cancel)).ConfigureAwait(false);
        Keep("content", path.Value, same ? "same" : await OtherContentAsync(path, cancel).ConfigureAwait(false));
        return same;
    }

    public async ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        var target = await GuardedAsync("link", path.Value, inner.ReadLinkAsync(path, cancel)).ConfigureAwait(false);
        Keep("link", path.Value, Shown(target));
        return target;
    }

    public async ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        var names = await GuardedAsync("list", path.Value, inner.ListAsync(path, cancel)).ConfigureAwait(false);
        Keep("list", path.Value, _key.Digest([.. names]));
        return names;
    }

    public async ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default)
    {
        var user = await GuardedAsync("user", name, inner.FindUserAsync(name, cancel)).ConfigureAwait(false);
        if (!IsForeseen("user:" + name))
        {
            Keep("user", name, user is null ? "absent" : _key.Digest(
                user.Name, user.Id.ToString(CultureInfo.InvariantCulture), user.GroupId.ToString(CultureInfo.InvariantCulture), user.Comment, user.Home, user.Shell));
        }

        return user;
    }

    public async ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default)
    {
        var group = await GuardedAsync("group", name, inner.FindGroupAsync(name, cancel)).ConfigureAwait(false);
        if (!IsForeseen("group:" + name))
        {
            Keep("group", name, group is null ? "absent" : _key.Digest(group.Name, group.Id.ToString(CultureInfo.InvariantCulture)));
            if (group is not null && !HasRun)
            {
                Keep("members", name, _key.Digest([.. group.Members]));
            }
        }

        return group;
    }

    public async ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class
    {
        var isForeseen = IsForeseen(key);
        var value = await GuardedAsync(
            "observe",
            key,
            inner.ObserveAsync(key, (system, stop) => read(new RecordingReader(system, _key, overlay, hasRun) { Within = $"{Within}{key} ", Outer = Outer ?? this }, stop), cancel))
            .ConfigureAwait(false);
        if (!isForeseen && !HasRun && TextOf(value) is { } text)
        {
            Keep("observe", key, text);
        }

        return value;
    }

    public async ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        var line = string.Join(' ', request.Arguments);
        if (request.User is { } user)
        {
            line += $" (as {user})";
        }

        if (request.Directory.IsGiven)
        {
            line += $" (in {request.Directory})";
        }

        // What the words are must be known by what is kept, and what is secret in them must not be.
        var shown = Redactor.Mask(line);
        line = ReferenceEquals(shown, line) ? line : $"{shown} {_key.Digest(line)}";
        var result = await GuardedAsync("query", line, inner.QueryAsync(request, cancel)).ConfigureAwait(false);
        if (!HasRun)
        {
            Keep("query", line, string.Create(CultureInfo.InvariantCulture, $"{result.ExitCode} {_key.Digest(result.Output)}"));
        }

        return result;
    }

    private static string Describe(FileStatus? status, bool isForeseen) =>
        status is null ? "absent"
        : isForeseen ? $"{KindOf(status.Kind)} {status.Mode}"
        : $"{KindOf(status.Kind)} {status.Mode} {status.Owner}:{status.Group}";

    private static string KindOf(FileKind kind) => kind switch
    {
        FileKind.File => "file",
        FileKind.Directory => "directory",
        FileKind.Link => "link",
        _ => "device",
    };

    private bool HasRun => hasRun?.Invoke() == true;

    private bool IsForeseen(string key)
    {
        var isForeseen = overlay is { } planned && planned.Pending.TryGetSet(key, out _, out _);
        NoteForeseen(isForeseen);
        return isForeseen;
    }

    private void NoteForeseen(bool isForeseen)
    {
        if (isForeseen)
        {
            (Outer ?? this)._asksForForeseen = true;
        }
    }

    /// <summary>Whether the system itself says what the plan was answered.</summary>
    private async ValueTask<bool> IsThereAsync(FileStatus? status, AbsolutePath path, bool follow, CancellationToken cancel)
    {
        try
        {
            return Describe(await overlay!.Below.StatAsync(path, follow, cancel).ConfigureAwait(false), isForeseen: false) == Describe(status, isForeseen: false);
        }
        catch (SystemFaultException)
        {
            return false;
        }
    }

    /// <summary>What is in a file that does not have the content it should have.</summary>
    private async ValueTask<string> OtherContentAsync(AbsolutePath path, CancellationToken cancel)
    {
        try
        {
            return await inner.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true } status ? "absent"
                : status.Size > LargestContent ? string.Create(CultureInfo.InvariantCulture, $"{status.Size} bytes")
                : _key.Digest((await inner.ReadAsync(path, cancel).ConfigureAwait(false)).Span);
        }
        catch (Exception exception) when (exception is SystemFaultException or UnknownValueException)
        {
            return "other";
        }
    }

    private string? TextOf(object? value)
    {
        try
        {
            // A record says all its members; what says only its class tells nothing, and is known by what was asked for it.
            return value is null ? "absent" : value.ToString() is { } text && text != value.GetType().ToString() ? _key.Digest(text) : null;
        }
        catch (InvalidOperationException)
        {
            // A secret refuses to be text.
            return null;
        }
    }

    private string Shown(string text) => ReferenceEquals(Redactor.Mask(text), text) && !text.StartsWith('#') ? text : _key.Digest(text);

    private async ValueTask<T> GuardedAsync<T>(string kind, string subject, ValueTask<T> question)
    {
        try
        {
            return await question.ConfigureAwait(false);
        }
        catch (SystemFaultException fault)
        {
            Keep(kind, subject, $"fault {fault.Fault}");
            throw;
        }
    }

    private void Keep(string kind, string subject, string answer)
    {
        if (Outer is { } outer)
        {
            // What stands behind a key may be a database that others change too.
            if (!HasRun)
            {
                outer.Keep(Within + kind, subject, answer);
            }

            return;
        }

        lock (_lock)
        {
            if (_answers.TryAdd((kind, subject), answer))
            {
                _order.Add((kind, subject));
            }
        }
    }
}
