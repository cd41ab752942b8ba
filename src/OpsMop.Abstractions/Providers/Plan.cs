namespace OpsMop;

/// <summary>What a provider looks at and adds its changes to, for one resource.</summary>
public sealed class Plan
{
    private readonly ISourceFiles _sources;
    private List<Change>? _changes;
    private List<string>? _messages;
    private List<Deed>? _deeds;

    internal Plan(Resource resource, ISystemReader system, IFacts facts, ISourceFiles sources, ClaimSet claims, IControllerFiles? controller = null)
    {
        Resource = resource;
        System = system;
        Facts = facts;
        Claims = claims;
        Controller = controller;
        _sources = sources;
    }

    /// <summary>The resource that is planned.</summary>
    public Resource Resource { get; }

    /// <summary>The system as it is; in a plan, as it will be when the changes planned so far have been made.</summary>
    public ISystemReader System { get; }

    /// <summary>What is known of the host.</summary>
    public IFacts Facts { get; }

    /// <summary>What the resources of this host claim to manage.</summary>
    public ClaimSet Claims { get; }

    /// <summary>The disk of the controller where that is another machine; <see langword="null"/> where the policy runs on the machine that it manages.</summary>
    public IControllerFiles? Controller { get; }

    /// <summary>The changes added so far.</summary>
    public IReadOnlyList<Change> Changes => _changes ?? (IReadOnlyList<Change>)[];

    /// <summary>What was said so far.</summary>
    public IReadOnlyList<string> Messages => _messages ?? (IReadOnlyList<string>)[];

    /// <summary>What is done besides, which is no change.</summary>
    internal IReadOnlyList<Deed> Deeds => _deeds ?? (IReadOnlyList<Deed>)[];

    /// <summary>Says something to whoever watches the run, in plans too. It is no change.</summary>
    /// <param name="message">What is said. Never secret.</param>
    public void Say(string message) => (_messages ??= []).Add(message);

    /// <summary>Adds a change.</summary>
    /// <param name="action">What is done, as a verb: <c>chmod</c>.</param>
    /// <param name="from">What is there now; it is shown. A secret throws.</param>
    /// <param name="to">What will be there; it is shown. A secret throws.</param>
    /// <param name="apply">Does it.</param>
    /// <param name="effects">What it does besides writing files.</param>
    /// <param name="diff">How a file's content differs.</param>
    public void Change(string action, object? from, object? to, Func<ISystem, ValueTask> apply, Effects? effects = null, ContentDiff? diff = null) =>
        Add(action, from, to, effects, diff, async (system, _) =>
        {
            await apply(system).ConfigureAwait(false);
            return null;
        });

    /// <inheritdoc cref="Change(string, object?, object?, Func{ISystem, ValueTask}, Effects?, ContentDiff?)"/>
    public void Change(string action, object? from, object? to, Func<ISystem, CancellationToken, ValueTask> apply, Effects? effects = null, ContentDiff? diff = null) =>
        Add(action, from, to, effects, diff, async (system, cancel) =>
        {
            await apply(system, cancel).ConfigureAwait(false);
            return null;
        });

    /// <summary>Adds a change whose exit code and output become the resource's outcome.</summary>
    /// <inheritdoc cref="Change(string, object?, object?, Func{ISystem, ValueTask}, Effects?, ContentDiff?)"/>
    public void Change(
        string action, object? from, object? to, Func<ISystem, CancellationToken, ValueTask<ProcessResult>> apply, Effects? effects = null, ContentDiff? diff = null) =>
        Add(action, from, to, effects, diff, async (system, cancel) => await apply(system, cancel).ConfigureAwait(false));

    /// <summary>Adds a change that several resources make together.</summary>
    /// <param name="action">What is done, as a verb: <c>install</c>.</param>
    /// <param name="from">What is there now.</param>
    /// <param name="to">What will be there.</param>
    /// <param name="transaction">Does it, for all of them.</param>
    /// <param name="effects">What it does for this resource besides writing files.</param>
    public void Change(string action, object? from, object? to, Transaction transaction, Effects? effects = null) =>
        Add(action, from, to, effects, null, async (system, cancel) =>
        {
            await transaction.RunAsync(system, cancel).ConfigureAwait(false);
            return null;
        });

    /// <summary>
    /// Adds a change that is made outside of the system, such as a request to a server. A plan does not play it: it must not happen twice, and it is known
    /// only then what comes of it.
    /// </summary>
    /// <param name="action">What is done, as a verb: <c>post</c>.</param>
    /// <param name="to">What it is done to; it is shown. A secret throws.</param>
    /// <param name="apply">Does it. Its exit code and output become the resource's outcome.</param>
    /// <param name="effects">What it does to the system.</param>
    public void ChangeOutside(string action, object? to, Func<ISystem, CancellationToken, ValueTask<ProcessResult>> apply, Effects? effects = null) =>
        (_changes ??= []).Add(new Change(action, null, to?.ToString(), async (system, cancel) => await apply(system, cancel).ConfigureAwait(false))
        {
            Effects = effects,
            IsOutside = true,
        });

    /// <summary>Adds a change of another machine than the one that is managed, of which no process tells the outcome. A plan does not play it.</summary>
    /// <param name="action">What is done, as a verb: <c>fetch</c>.</param>
    /// <param name="to">What it is done to; it is shown. A secret throws.</param>
    /// <param name="apply">Does it.</param>
    internal void ChangeElsewhere(string action, object? to, Func<CancellationToken, ValueTask> apply) =>
        (_changes ??= []).Add(new Change(action, null, to?.ToString(), async (_, cancel) =>
        {
            await apply(cancel).ConfigureAwait(false);
            return null;
        })
        {
            IsOutside = true,
        });

    /// <summary>
    /// Adds something to do that is no change, such as waiting. It is done after the changes, and ends when the run is asked to stop. A plan says that it
    /// would be done.
    /// </summary>
    /// <param name="what">What is done, as the end of a sentence that begins "would": <c>pause for 5s</c>. It is shown. Never secret.</param>
    /// <param name="act">Does it. An exit code and output, if there are any, become the resource's outcome.</param>
    /// <param name="effects">What may be different when it has been done.</param>
    public void Do(string what, Func<ISystem, CancellationToken, ValueTask<ProcessResult?>> act, Effects? effects = null) =>
        (_deeds ??= []).Add(new Deed(what, act, effects));

    /// <summary>The content of a file that travels with the policy.</summary>
    /// <param name="source">The file, relative to the project that declares the role.</param>
    /// <exception cref="ProviderException">There is no such file.</exception>
    public FileContent OpenSource(SourceFile source) => _sources.Open(source, Resource.Location);

    /// <summary>The files of a folder that travels with the policy, at any depth.</summary>
    /// <param name="folder">The folder, relative to the project that declares the role.</param>
    /// <exception cref="ProviderException">There is no such folder.</exception>
    public IReadOnlyList<SourceEntry> ListSource(SourceFile folder) => _sources.List(folder, Resource.Location);

    private void Add(string action, object? from, object? to, Effects? effects, ContentDiff? diff, Func<ISystem, CancellationToken, ValueTask<ProcessResult?>> apply) =>
        (_changes ??= []).Add(new Change(action, from?.ToString(), to?.ToString(), apply) { Effects = effects, Diff = diff });
}
