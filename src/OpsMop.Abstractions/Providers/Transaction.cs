namespace OpsMop;

/// <summary>An action that changes of several resources share. It runs once, with the first of them; its failure is the failure of all.</summary>
/// <param name="action">The action.</param>
public sealed class Transaction(Func<ISystem, CancellationToken, ValueTask> action)
{
    private readonly Lock _lock = new();
    private Task? _run;

    internal ValueTask RunAsync(ISystem system, CancellationToken cancel)
    {
        lock (_lock)
        {
            return new ValueTask(_run ??= action(system, cancel).AsTask());
        }
    }
}
