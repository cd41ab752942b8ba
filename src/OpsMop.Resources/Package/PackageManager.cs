namespace OpsMop;

/// <summary>
/// What the package managers have in common as far as <see cref="PackagePlanning"/> is concerned: questions that change nothing, and commands. apt, which can tell
/// more than the others, is planned by <see cref="AptPlanning"/>.
/// </summary>
internal abstract class PackageManager
{
    /// <summary>How long a lock is waited for that another process holds.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it waits between two attempts at a lock that the program itself does not wait for.</summary>
    internal static TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Its name, as people say it.</summary>
    public abstract string Name { get; }

    /// <summary>What is put before a package's name for the key under which it is observed.</summary>
    public virtual string Key => "package:";

    /// <summary>What the installation of a package may bring besides itself.</summary>
    public virtual string[] Traces => PackageTraces.Anywhere;

    /// <summary>What to say where a package is to be held; <see langword="null"/> where it can be.</summary>
    public virtual string? NoHold => null;

    /// <summary>What to say where configuration is to go too; <see langword="null"/> where it can.</summary>
    public virtual string? NoPurge =>
        $"{Name} has no purge: files of configuration that were changed on the host stay. Leave out .Purge(), and declare the files absent.";

    /// <summary>What to say where a package comes from a file; <see langword="null"/> where it can.</summary>
    public virtual string? NoFile => null;

    /// <summary>Whether to install a version is to hold it.</summary>
    public virtual bool VersionsAreHolds => false;

    /// <summary>Whether there are lists on the host of what can be had. Otherwise, what can be had is known when the program runs.</summary>
    public virtual bool HasLists => true;

    /// <summary>Whether its commands take a version with a <c>*</c> at its end.</summary>
    public virtual bool TakesPatterns => false;

    /// <summary>The key under which its lists are observed.</summary>
    public virtual string ListsKey => Name + ":lists";

    /// <summary>What fetching its lists may bring.</summary>
    public virtual string[] ListsTraces => [];

    /// <summary>What is said of fetching its lists.</summary>
    public virtual string UpdateAction => "update lists";

    /// <summary>Whether the versions that can be had come in the order in which they are to be preferred.</summary>
    public virtual bool OffersAreSorted => false;

    /// <summary>Whether it fetches lists that are missing when it installs, without being told to.</summary>
    public virtual bool FetchesLists => false;

    /// <summary>Asks for packages by name; those that are not installed do not occur in the answer.</summary>
    /// <param name="system">Where.</param>
    /// <param name="names">The names.</param>
    /// <param name="cancel">Cancels the query.</param>
    public abstract ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel);

    /// <summary>The versions that can be had of packages, in any order; those that are not known do not occur in the answer.</summary>
    /// <param name="system">Where.</param>
    /// <param name="names">The names.</param>
    /// <param name="cancel">Cancels the query.</param>
    public virtual ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel) => new([]);

    /// <summary>The names that it knows, for the one that was probably meant.</summary>
    /// <param name="system">Where.</param>
    /// <param name="name">The name that it does not know.</param>
    /// <param name="cancel">Cancels the query.</param>
    public virtual ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) => new([]);

    /// <summary>When the lists of what can be had were fetched; <see langword="null"/> where there are none.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public virtual ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel) => default;

    /// <summary>Asks which package is in a file.</summary>
    /// <param name="system">Where.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <returns>How the query ended, and name and version where it ended well.</returns>
    public virtual ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel) =>
        throw new InvalidOperationException($"{Name} installs no files.");

    /// <summary>Whether two names are of one package.</summary>
    /// <param name="name">One.</param>
    /// <param name="other">The other.</param>
    public virtual bool IsNamed(string name, string other) => name == other;

    /// <summary>The installed packages that go along with others, because they need them.</summary>
    /// <param name="system">Where.</param>
    /// <param name="names">What is removed.</param>
    /// <param name="cancel">Cancels the query.</param>
    public virtual ValueTask<IReadOnlyList<string>> CompanionsAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel) => new([]);

    /// <summary>The command that does something.</summary>
    /// <param name="job">What is to be done.</param>
    public abstract PackageCommand Command(PackageJob job);

    /// <summary>Whether a version is one that is wanted.</summary>
    /// <param name="wanted">The version, or its beginning and a <c>*</c>.</param>
    /// <param name="version">The version that is there.</param>
    public virtual bool Matches(string wanted, string version) =>
        wanted[^1] == '*' ? version.AsSpan().StartsWith(wanted.AsSpan(0, wanted.Length - 1)) : wanted == version;

    /// <summary>A version in the form <c>epoch:version-release</c>, in which <see cref="PackageVersion"/> compares it.</summary>
    /// <param name="version">The version as the program writes it.</param>
    public virtual string Comparable(string version) => version;

    /// <summary>Runs a command that changes the system, waits while another process holds the lock; another failure throws.</summary>
    /// <param name="system">Where.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="cancel">Ends it.</param>
    public virtual async ValueTask RunAsync(ISystem system, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var request = await RequestAsync(system, arguments, cancel).ConfigureAwait(false);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            var result = await system.RunAsync(request, cancel).ConfigureAwait(false);
            if (HasSucceeded(result))
            {
                return;
            }

            if (result.ExitCode == ProcessResult.NotFound)
            {
                throw new ProviderException(Missing(arguments[0]));
            }

            if (!IsLocked(result) || waited >= Patience)
            {
                // Which dependency is in the way often stands in the output, not with the error.
                throw SystemTool.Failure(string.Join(' ', arguments), result with { Error = $"{result.Output.TrimEnd()}\n{result.Error}" });
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a program that only reads.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="arguments">The program and its arguments.</param>
    protected async ValueTask<ProcessResult> QueryAsync(ISystemReader system, CancellationToken cancel, params IReadOnlyList<string> arguments)
    {
        var request = await RequestAsync(system, arguments, cancel).ConfigureAwait(false);

        // All names of a large distribution are more than what is kept otherwise.
        var result = await system.QueryAsync(request with { OutputLimit = 16 << 20 }, cancel).ConfigureAwait(false);
        return result.ExitCode == ProcessResult.NotFound ? throw new ProviderException(Missing(arguments[0])) : result;
    }

    /// <summary>What to say where its program is not there.</summary>
    /// <param name="program">The program.</param>
    protected virtual string Missing(string program) =>
        $"There is no program {program} on this host, so that {Name} cannot be used. "
        + "Leave out .Via, so that the host's own package manager is taken, or install it first.";

    /// <summary>The environment that its programs run in, so that they ask nothing and their words can be read.</summary>
    protected virtual IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["LC_ALL"] = "C" };

    /// <summary>How a program is run.</summary>
    /// <param name="system">Where.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="cancel">Cancels the reading.</param>
    protected virtual ValueTask<ProcessRequest> RequestAsync(ISystemReader system, IReadOnlyList<string> arguments, CancellationToken cancel) =>
        new(new ProcessRequest(arguments) { Environment = Environment });

    /// <summary>Whether a command has done what it was to do.</summary>
    /// <param name="result">How it ended.</param>
    protected virtual bool HasSucceeded(ProcessResult result) => result.Succeeded;

    /// <summary>Whether a command has failed because another process holds its lock.</summary>
    /// <param name="result">How it ended.</param>
    protected virtual bool IsLocked(ProcessResult result) => false;
}
