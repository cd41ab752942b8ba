namespace OpsMop.Push.Connections;

/// <summary>
/// Limits how many connections are logging in at the same time, at each next hop and in all. A hop that turns connections away is given fewer, down to one; when it lets
/// them in again it is slowly given more.
/// </summary>
/// <param name="perHop">The most at one hop.</param>
/// <param name="total">The most in all.</param>
internal sealed class HandshakeGate(int perHop, int total)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Hop> _hops = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _total = new(total, total);
    private readonly LinkedList<TaskCompletionSource> _waitingForRoom = new();
    private int _active;

    /// <summary>Waits until fewer are logging in than one hop takes, so that no hop can have too many, whichever it is. With each that leaves, one of those who wait goes on.</summary>
    /// <param name="cancel">Gives the place up.</param>
    public async Task HasRoomAsync(CancellationToken cancel)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            if (_active < perHop)
            {
                return;
            }

            _waitingForRoom.AddLast(waiting = new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await WaitAsync(waiting, cancel).ConfigureAwait(false);
    }

    /// <summary>Waits for a turn.</summary>
    /// <param name="name">The next hop.</param>
    /// <param name="cancel">Gives the turn up.</param>
    /// <returns>The turn; disposing it lets the next one in.</returns>
    public async ValueTask<Turn> EnterAsync(string name, CancellationToken cancel)
    {
        Hop hop;
        TaskCompletionSource? waiting = null;
        lock (_gate)
        {
            if (!_hops.TryGetValue(name, out hop!))
            {
                _hops.Add(name, hop = new Hop { Limit = perHop });
            }

            if (hop.Active < hop.Limit && hop.Waiting.Count == 0)
            {
                hop.Active++;
            }
            else
            {
                waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                hop.Waiting.AddLast(waiting);
            }
        }

        if (waiting is not null)
        {
            await WaitAsync(waiting, cancel).ConfigureAwait(false);
        }

        try
        {
            await _total.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            Leave(hop, null);
            throw;
        }

        lock (_gate)
        {
            _active++;
        }

        return new Turn(this, hop);
    }

    private void End(Hop hop, bool? letIn)
    {
        lock (_gate)
        {
            _active--;
            if (_active < perHop)
            {
                _ = LetGoOn(_waitingForRoom);
            }
        }

        _total.Release();
        Leave(hop, letIn);
    }

    private void Leave(Hop hop, bool? letIn)
    {
        lock (_gate)
        {
            hop.Active--;
            if (letIn == false)
            {
                hop.Limit = Math.Max(1, Math.Min(hop.Limit, hop.Active + 1) / 2);
                hop.LetIn = 0;
            }
            else if (letIn == true && hop.Limit < perHop && ++hop.LetIn >= 2 * hop.Limit)
            {
                hop.Limit++;
                hop.LetIn = 0;
            }

            while (hop.Active < hop.Limit && LetGoOn(hop.Waiting))
            {
                hop.Active++;
            }
        }
    }

    private static async Task WaitAsync(TaskCompletionSource waiting, CancellationToken cancel)
    {
        await using (cancel.UnsafeRegister(static (source, token) => ((TaskCompletionSource)source!).TrySetCanceled(token), waiting).ConfigureAwait(false))
        {
            await waiting.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Lets the first go on that has not given up.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool LetGoOn(LinkedList<TaskCompletionSource> waiting)
    {
        while (waiting.First is { } first)
        {
            waiting.RemoveFirst();
            if (first.Value.TrySetResult())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A turn at a hop.</summary>
    internal sealed class Turn : IDisposable
    {
        private readonly HandshakeGate _gate;
        private readonly Hop _hop;
        private bool? _letIn;
        private int _ended;

        internal Turn(HandshakeGate gate, Hop hop) => (_gate, _hop) = (gate, hop);

        /// <summary>Whether sshd let the connection in, or turned it away because there were too many; not set where it is neither.</summary>
        public bool? LetIn
        {
            set => _letIn = value;
        }

        /// <summary>Ends the turn.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                _gate.End(_hop, _letIn);
            }
        }
    }

    internal sealed class Hop
    {
        internal int Active { get; set; }

        internal int Limit { get; set; }

        internal int LetIn { get; set; }

        internal LinkedList<TaskCompletionSource> Waiting { get; } = new();
    }
}
