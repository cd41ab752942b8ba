namespace OpsMop.Engine.Facts;

/// <summary>
/// The facts of a host, gathered through the same seam as everything else, when they are first read, and kept for the run.
/// </summary>
/// <remarks>
/// For a policy's author facts are plain properties, while a system may be far away. Nothing blocks: what the local machine answers
/// is there at once; where it has to be waited for, the reading property throws, and <see cref="EvaluateAsync{T}"/>, around the
/// author's code, waits and calls that code again.
/// </remarks>
public sealed class HostFacts : IFacts
{
    private readonly ISystemReader _system;
    private readonly HostFactsOptions _options;
    private FactSlot<PlatformFacts> _platform = null!;
    private FactSlot<NetworkFacts> _network = null!;
    private FactSlot<UserFacts> _user = null!;

    /// <summary>Facts of a system; nothing is asked yet.</summary>
    /// <param name="system">The system. In a plan its overlay, so that file tests see what is planned.</param>
    /// <param name="options">What is known beforehand.</param>
    public HostFacts(ISystemReader system, HostFactsOptions? options = null)
    {
        _system = system;
        _options = options ?? new HostFactsOptions();
        FileTests = new SystemFileTests(system);
        Chaos = new ChaosFacts(_options.Seed ?? Random.Shared.Next());
        Invalidate();
    }

    /// <inheritdoc/>
    /// <exception cref="SystemFaultException">It cannot be gathered; the message says why.</exception>
    public PlatformFacts Platform => Get(ref _platform, () => PlatformGatherer.GatherAsync(_system, _options.Source));

    /// <inheritdoc/>
    /// <exception cref="SystemFaultException">It cannot be gathered; the message says why.</exception>
    public NetworkFacts Network => Get(ref _network, () => NetworkGatherer.GatherAsync(_system, _options.Source));

    /// <inheritdoc/>
    public FileTests FileTests { get; }

    /// <inheritdoc/>
    /// <exception cref="SystemFaultException">A file cannot be read or understood, a program failed, or somebody else could have changed one of them; the
    /// message names the file.</exception>
    public UserFacts UserFacts => Get(ref _user, () => UserFactsGatherer.GatherAsync(_system, _options));

    /// <inheritdoc/>
    public ChaosFacts Chaos { get; }

    /// <inheritdoc/>
    public void Invalidate()
    {
        // What is on its way for an old slot ends there and is forgotten with it.
        _platform = new("platform facts");
        _network = new("network facts");
        _user = new("user facts");
    }

    /// <summary>
    /// Calls a policy's code that may read facts, waiting for those that have to be fetched and calling it again. The code must
    /// start afresh in each call (a new graph); it sees the same answers and the same dice in each.
    /// </summary>
    /// <typeparam name="T">What the code gives.</typeparam>
    /// <param name="code">The code.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    internal async ValueTask<T> EvaluateAsync<T>(Func<T> code, CancellationToken cancel = default)
    {
        var evaluation = new FactEvaluation();
        ulong dice = Chaos.State;
        while (true)
        {
            evaluation.Pending = null;
            Chaos.State = dice;
            try
            {
                T result = evaluation.Call(code);
                if (evaluation.Pending is null)
                {
                    return result;
                }
            }
            catch (Exception) when (evaluation.Pending is not null)
            {
                // A fact was missing; whatever the author's code made of that does not count.
            }

            await evaluation.Pending!.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Gathers whatever is asked for here, so that reading it later never has to wait: for a procedure, which cannot be called twice.
    /// </summary>
    /// <param name="read">Reads the facts: <c>facts => (facts.Platform, facts.Network)</c>.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    internal async ValueTask GatherAsync(Action<HostFacts> read, CancellationToken cancel = default) =>
        await EvaluateAsync(
            () =>
            {
                read(this);
                return true;
            },
            cancel).ConfigureAwait(false);

    private static T Get<T>(ref FactSlot<T> slot, Func<ValueTask<T>> gather)
        where T : class
    {
        FactSlot<T> current = Volatile.Read(ref slot);
        try
        {
            return current.TryGet(out T? value) ? value : current.Get(gather);
        }
        catch (FactPendingException pending)
        {
            if (FactEvaluation.Current is { } evaluation)
            {
                evaluation.Pending = pending.Answer;
            }

            throw;
        }
    }
}
