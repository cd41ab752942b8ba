using System.Diagnostics.CodeAnalysis;

namespace OpsMop.Engine.Facts;

/// <summary>Where a fact is kept for the run, and where it waits while it is on its way.</summary>
/// <typeparam name="T">The fact.</typeparam>
/// <param name="name">What it is called in an error: <c>platform facts</c>.</param>
/// <param name="keepFailure">Whether a failure is kept too, where the same question must have the same answer.</param>
internal sealed class FactSlot<T>(string name, bool keepFailure = false)
    where T : class?
{
    private readonly Lock _lock = new();
    private T? _value;
    private bool _known;
    private Task<T>? _pending;

    /// <summary>Whether it is known already.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        lock (_lock)
        {
            value = _value;
            return _known;
        }
    }

    /// <summary>The fact. What completes at once is returned at once; nothing ever blocks.</summary>
    /// <param name="gather">Gathers it; called at most once at a time.</param>
    /// <exception cref="FactPendingException">It has to be waited for.</exception>
    /// <exception cref="SystemFaultException">It cannot be gathered. The next reading tries again: what was wrong may have been mended.</exception>
    public T Get(Func<ValueTask<T>> gather)
    {
        lock (_lock)
        {
            if (_known)
            {
                return _value!;
            }

            Task<T>? task = _pending;
            if (task is null)
            {
                ValueTask<T> answer = Start(gather);
                if (answer.IsCompletedSuccessfully)
                {
                    return Keep(answer.Result);
                }

                task = answer.AsTask();
            }

            if (!task.IsCompleted)
            {
                _pending = task;
                throw new FactPendingException(
                    name,
                    task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
            }

            if (task.IsCompletedSuccessfully)
            {
                return Keep(task.Result);
            }

            _pending = keepFailure ? task : null;
            throw Explain(task);
        }
    }

    private T Keep(T value)
    {
        (_value, _known, _pending) = (value, true, null);
        return value;
    }

    private static ValueTask<T> Start(Func<ValueTask<T>> gather)
    {
        try
        {
            return gather();
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<T>(exception);
        }
    }

    private Exception Explain(Task<T> task)
    {
        if (task.IsCanceled)
        {
            return new OperationCanceledException($"Fetching the {name} was cancelled.");
        }

        Exception cause = task.Exception!.InnerException!;
        return new SystemFaultException(
            (cause as SystemFaultException)?.Fault ?? SystemFault.Other,
            (cause as SystemFaultException)?.Subject ?? name,
            $"The {name} cannot be gathered: {cause.Message}",
            cause);
    }
}
