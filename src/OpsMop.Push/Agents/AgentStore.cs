using System.Diagnostics;
using System.Globalization;

namespace OpsMop.Push.Agents;

/// <summary>
/// Finds the agent for a host: one that was given, the program that runs here, one that was published before from the same code, or one that is published now
/// (docs/decisions/agent.md). However many hosts ask at the same time, it is found once.
/// </summary>
internal sealed class AgentStore : IAsyncDisposable
{
    private static readonly AgentKind[] s_kinds = [AgentKind.Native, AgentKind.Trimmed, AgentKind.Whole];

    private readonly AgentStoreOptions _options;
    private readonly AgentCache _cache;
    private readonly List<(GivenAgent Given, ProgramHeader Header)> _given = [];
    private readonly Lazy<AgentProject?> _project;
    private readonly Lazy<ProgramHeader?> _own;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Source, AgentPlatform Platform), Task<Found>> _found = [];
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<AgentFile>? _known;
    private int _published;

    /// <summary>Reads the headers of the files that were given.</summary>
    /// <param name="options">Where agents may come from.</param>
    /// <exception cref="AgentException">A file that was given is no agent.</exception>
    public AgentStore(AgentStoreOptions options)
    {
        _options = options;
        _cache = new AgentCache(options.CacheFolder);
        _project = new Lazy<AgentProject?>(() => AgentProject.Beside(options.Controller));
        _own = new Lazy<ProgramHeader?>(() => options.Controller.OneFile is { } file ? ProgramHeader.Read(file) : null);
        foreach (var given in options.Given)
        {
            _given.Add((given, Check(given)));
        }
    }

    // What a place has, or why it has nothing.
    private sealed record Found(AgentFile? File, string Reason);

    /// <summary>The agent for a host.</summary>
    /// <param name="host">What the host says of itself.</param>
    /// <param name="cancel">Gives this host up. What is being published is ended when the store is disposed.</param>
    /// <exception cref="AgentException">There is none, with the reason and what to do.</exception>
    public async Task<AgentFile> FindAsync(AgentHost host, CancellationToken cancel)
    {
        var platform = AgentPlatform.Of(host) ?? throw new AgentException(
            AgentProblem.NoSuchPlatform,
            $"There is no agent for {host.System} on {host.Machine}: .NET has programs for {string.Join(", ", AgentPlatform.All.Select(static one => one.Name))}. Such a host is managed without an agent (--agentless).");
        return await FindAsync(platform, host.Glibc, cancel).ConfigureAwait(false);
    }

    /// <summary>The agent for a platform.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="glibc">The glibc there; <see langword="null"/> where it is not known.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="AgentException">There is none, with the reason and what to do.</exception>
    public async Task<AgentFile> FindAsync(AgentPlatform platform, Version? glibc, CancellationToken cancel)
    {
        string? tooNew = null;
        try
        {
            // Whoever gives a file wants that one.
            var given = _given.Where(one => Fits(one.Given, one.Header, platform)).ToList();
            foreach (var (file, header) in given)
            {
                if (IsTooNew(header.NeedsGlibc, glibc))
                {
                    tooNew = TooNew(file.File, header.NeedsGlibc, glibc);
                    continue;
                }

                return await OnceAsync(file.File, platform, () => TakeAsync(file.File, header, platform), cancel).ConfigureAwait(false);
            }

            if (given.Count > 0)
            {
                throw new AgentException(AgentProblem.BadFile, tooNew + " Give one that was published on an older system too, or a self-contained one: the first that fits is taken.");
            }

            if (_own.Value is { Kind: ProgramKind.Native or ProgramKind.Bundle } own && own.RunsOn(platform))
            {
                var path = _options.Controller.OneFile!;
                if (!IsTooNew(own.NeedsGlibc, glibc))
                {
                    return await OnceAsync(path, platform, () => TakeAsync(path, own, platform), cancel).ConfigureAwait(false);
                }

                tooNew = TooNew(path, own.NeedsGlibc, glibc);
            }

            return await PublishedAsync(platform, glibc, tooNew, cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentException(
                AgentProblem.CannotPublish,
                $"The agent for {platform} cannot be kept in {_cache.Folder}: {exception.Message} XDG_CACHE_HOME names another place for it.");
        }
    }

    /// <summary>The agents that are there already, nothing being published: a host that has one of them starts it without a question.</summary>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<AgentFile>> KnownAsync(CancellationToken cancel)
    {
        int published;
        lock (_lock)
        {
            if (_known is { } before)
            {
                return before;
            }

            published = _published;
        }

        var known = new List<AgentFile>();
        foreach (var platform in AgentPlatform.All.Where(static one => !one.IsMusl))
        {
            if (await FindThereAsync(platform, cancel).ConfigureAwait(false) is { } file)
            {
                known.Add(file);
            }
        }

        lock (_lock)
        {
            // What was published while they were looked for may be missing here.
            if (published == _published)
            {
                _known = known;
            }
        }

        return known;
    }

    /// <summary>Ends what is being published.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task[] open;
        lock (_lock)
        {
            open = [.. _found.Values];
        }

        await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<AgentFile?> FindThereAsync(AgentPlatform platform, CancellationToken cancel)
    {
        try
        {
            foreach (var (given, header) in _given)
            {
                if (Fits(given, header, platform))
                {
                    return await OnceAsync(given.File, platform, () => TakeAsync(given.File, header, platform), cancel).ConfigureAwait(false);
                }
            }

            if (_own.Value is { Kind: ProgramKind.Native or ProgramKind.Bundle } own && own.RunsOn(platform))
            {
                var path = _options.Controller.OneFile!;
                return await OnceAsync(path, platform, () => TakeAsync(path, own, platform), cancel).ConfigureAwait(false);
            }

            return _options.Again || _project.Value is not { } project ? null
                : s_kinds.Select(kind => _cache.Find(KeyOf(project, platform, kind), platform)).FirstOrDefault(static file => file is not null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever needs it is told why it is not to be had.
            return null;
        }
    }

    private static string KeyOf(AgentProject project, AgentPlatform platform, AgentKind kind) =>
        AgentCache.Name(AgentPublisher.Recipe, kind.ToString(), platform.Name, project.File, project.Fingerprint);

    private async Task<AgentFile> PublishedAsync(AgentPlatform platform, Version? glibc, string? tooNew, CancellationToken cancel)
    {
        var project = _project.Value ?? throw new AgentException(
            AgentProblem.CannotPublish,
            tooNew
            ?? $"There is no agent for {platform} here, as this program was published without its project. Where the project is, run 'dotnet run -- publish --platform {platform}', and give the file with "
            + $"--agent {platform}=FILE; or manage such hosts without an agent (--agentless).");
        string? reason = null;
        foreach (var kind in s_kinds)
        {
            var found = await SharedAsync(kind.ToString(), platform, () => PublishAsync(project, platform, kind), cancel).ConfigureAwait(false);
            if (found.File is not { } file)
            {
                reason = found.Reason;
                continue;
            }

            if (!IsTooNew(file.NeedsGlibc, glibc))
            {
                return file;
            }

            reason = TooNew(file.Path, file.NeedsGlibc, glibc);
        }

        throw new AgentException(
            AgentProblem.CannotPublish,
            $"The agent for {platform} cannot be published here: {reason?.TrimEnd('.')}. Run 'dotnet run -- publish --platform {platform}' on a machine that can, and give the file with "
            + $"--agent {platform}=FILE; or manage such hosts without an agent (--agentless).");
    }

    private async Task<AgentFile> OnceAsync(string source, AgentPlatform platform, Func<Task<Found>> find, CancellationToken cancel) =>
        (await SharedAsync(source, platform, find, cancel).ConfigureAwait(false)).File!;

    private Task<Found> SharedAsync(string source, AgentPlatform platform, Func<Task<Found>> find, CancellationToken cancel)
    {
        Task<Found>? task;
        lock (_lock)
        {
            if (!_found.TryGetValue((source, platform), out task))
            {
                _found.Add((source, platform), task = Task.Run(find, _stop.Token));
            }
        }

        return task.WaitAsync(cancel);
    }

    private async Task<Found> TakeAsync(string path, ProgramHeader header, AgentPlatform platform)
    {
        // Not read again for each push: twenty megabytes are to be hashed.
        var file = new FileInfo(path);
        var key = AgentCache.Name("file", path, string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks} {file.CreationTimeUtc.Ticks}"));
        return new Found(_cache.Find(key, platform) ?? await _cache.AddAsync(path, header, platform, key, path, _stop.Token).ConfigureAwait(false), "");
    }

    private async Task<Found> PublishAsync(AgentProject project, AgentPlatform platform, AgentKind kind)
    {
        var key = KeyOf(project, platform, kind);
        if (!_options.Again && _cache.Find(key, platform) is { } made)
        {
            return new Found(made, "");
        }

        if (AgentPublisher.WhyNot(platform, kind, _options.Linker) is { } impossible)
        {
            return new Found(null, impossible);
        }

        var refusals = Refusals(project, platform, kind);
        if (!_options.Again && refusals.Values.Select(_cache.Refusal).FirstOrDefault(static reason => reason is not null) is { } before)
        {
            return new Found(null, before);
        }

        if (_options.Dotnet is not { } dotnet)
        {
            return new Found(null, "the .NET SDK is not installed");
        }

        if (!File.Exists(project.File))
        {
            return new Found(null, $"its project {project.File} is not there any more");
        }

        var held = await _cache.LockAsync(project.File, () => _options.Tell("another push is publishing the agent; waiting for it …"), _stop.Token).ConfigureAwait(false);
        using (held)
        {
            // Whoever had the lock may have made it, or may have found out that it cannot be made.
            if (!_options.Again && _cache.Find(key, platform) is { } meanwhile)
            {
                return new Found(meanwhile, "");
            }

            if (!_options.Again && refusals.Values.Select(_cache.Refusal).FirstOrDefault(static reason => reason is not null) is { } known)
            {
                return new Found(null, known);
            }

            _options.Tell($"publishing the agent for {platform} ({Words(kind)}) …");
            var clock = Stopwatch.StartNew();
            var result = await new AgentPublisher(project, dotnet, _options.Linker).PublishAsync(platform, kind, _cache.BuildFolder(project.File), _stop.Token).ConfigureAwait(false);
            return result.Failure == PublishFailure.None
                ? await KeepAsync(project, platform, kind, key, result.Program, clock).ConfigureAwait(false)
                : Refuse(platform, kind, refusals, result);
        }
    }

    private async Task<Found> KeepAsync(AgentProject project, AgentPlatform platform, AgentKind kind, string key, string program, Stopwatch clock)
    {
        if (ProgramHeader.Read(program) is not { Kind: ProgramKind.Native or ProgramKind.Bundle } header || !header.RunsOn(platform))
        {
            return new Found(null, $"what the build has made, {program}, is not one file for {platform}");
        }

        var file = await _cache.AddAsync(program, header, platform, key, project.File, _stop.Token).ConfigureAwait(false);
        _cache.Prune();
        lock (_lock)
        {
            (_known, _published) = (null, _published + 1);
        }

        _options.Tell(
            $"published the agent for {platform} ({Words(kind)}): {Megabytes(file.Size)}, compressed {Megabytes(file.CompressedSize)}, {string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0}")} s");
        return new Found(file, "");
    }

    /// <summary>
    /// Under which names failures are remembered that would stop this build: a missing part is missing for every project of the same framework, and a policy that cannot be
    /// trimmed says nothing about another one.
    /// </summary>
    private Dictionary<PublishFailure, string> Refusals(AgentProject project, AgentPlatform platform, AgentKind kind)
    {
        string[] toolchain = [AgentPublisher.Recipe, platform.Name, project.Toolchain, string.Join(';', project.Properties)];
        var names = new Dictionary<PublishFailure, string> { [PublishFailure.Toolchain] = AgentCache.Name([.. toolchain, kind.ToString(), _options.Linker ?? ""]) };
        if (kind != AgentKind.Native)
        {
            names[PublishFailure.NoRuntime] = AgentCache.Name([.. toolchain, "runtime"]);
        }

        if (kind != AgentKind.Whole)
        {
            names[PublishFailure.NotTrimmable] = AgentCache.Name(AgentPublisher.Recipe, project.File, "trimming");
        }

        return names;
    }

    private Found Refuse(AgentPlatform platform, AgentKind kind, Dictionary<PublishFailure, string> refusals, PublishResult result)
    {
        if (result.Failure == PublishFailure.Code)
        {
            // In no other way either.
            throw new AgentException(AgentProblem.PolicyDoesNotCompile, $"The agent for {platform} cannot be published, as the policy does not compile for it: {result.Reason}");
        }

        _cache.Refuse(refusals.GetValueOrDefault(result.Failure) ?? refusals[PublishFailure.Toolchain], result.Reason);
        if (kind == AgentKind.Native)
        {
            _options.Tell($"a native agent for {platform} cannot be made here, so it will be a larger one that starts more slowly: {result.Reason}");
        }

        return new Found(null, result.Reason);
    }

    private static bool Fits(GivenAgent given, ProgramHeader header, AgentPlatform platform) =>
        given.Platform is null ? header.RunsOn(platform) : given.Platform == platform;

    private static bool IsTooNew(Version? needed, Version? there) => needed is not null && there is not null && needed > there;

    private static string TooNew(string file, Version? needed, Version? there) => $"{file} needs glibc {needed}, and the host has {there}.";

    private static string Words(AgentKind kind) => kind switch
    {
        AgentKind.Native => "native",
        AgentKind.Trimmed => "self-contained, trimmed",
        _ => "self-contained",
    };

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static ProgramHeader Check(GivenAgent given)
    {
        ProgramHeader? header;
        try
        {
            header = ProgramHeader.Read(given.File);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentException(AgentProblem.BadFile, $"--agent {given.File}: {exception.Message}");
        }

        if (header is null)
        {
            throw new AgentException(AgentProblem.BadFile, $"--agent {given.File}: it is no program for Linux (an ELF file). An agent is the policy, published for the host: 'publish' makes one.");
        }

        if (header.Kind is ProgramKind.Launcher or ProgramKind.DependentBundle)
        {
            throw new AgentException(
                AgentProblem.BadFile,
                $"--agent {given.File}: this program needs {(header.Kind == ProgramKind.Launcher ? "the files beside it and " : "")}an installed .NET. An agent is one file with all that it needs: 'publish' makes one.");
        }

        if (given.Platform is { } platform ? !header.RunsOn(platform) : !AgentPlatform.All.Any(header.RunsOn))
        {
            throw new AgentException(
                AgentProblem.BadFile,
                $"--agent {given.File}: it is a program for {header.Describe()}, {(given.Platform is null ? "which is no platform for agents" : $"not for {given.Platform}")}.");
        }

        return header;
    }
}
