using System.Collections.Concurrent;

namespace OpsMop.Engine.Facts;

/// <summary>File tests over a system. Each call asks anew, so that a plan's tests see what is planned so far.</summary>
/// <param name="system">The system.</param>
internal sealed class SystemFileTests(ISystemReader system) : FileTests
{
    // Answers that nobody has claimed yet, for questions outside an evaluation.
    private readonly ConcurrentDictionary<(AbsolutePath Path, bool Follow), FactSlot<FileStatus?>> _unclaimed = [];

    public override FileStatus? Stat(AbsolutePath path, bool follow = true)
    {
        if (path.Error is { } error)
        {
            throw new SystemFaultException(SystemFault.Other, path.Value, error);
        }

        if (!path.IsGiven)
        {
            throw new SystemFaultException(SystemFault.Other, "", "A file test was asked about a path that was not given.");
        }

        FactEvaluation? evaluation = FactEvaluation.Current;
        FactSlot<FileStatus?>? slot = evaluation?.File(path, follow) ?? _unclaimed.GetValueOrDefault((path, follow));
        if (evaluation is null && slot is null)
        {
            ValueTask<FileStatus?> answer = system.StatAsync(path, follow);
            if (answer.IsCompletedSuccessfully)
            {
                return answer.Result;
            }

            slot = _unclaimed.GetOrAdd((path, follow), new FactSlot<FileStatus?>($"status of {path}"));
            return Ask(slot, () => answer, evaluation, (path, follow));
        }

        return Ask(slot!, () => system.StatAsync(path, follow), evaluation, (path, follow));
    }

    private FileStatus? Ask(FactSlot<FileStatus?> slot, Func<ValueTask<FileStatus?>> stat, FactEvaluation? evaluation, (AbsolutePath, bool) key)
    {
        try
        {
            FileStatus? status = slot.Get(stat);
            Claim(evaluation, key);
            return status;
        }
        catch (FactPendingException pending)
        {
            if (evaluation is not null)
            {
                evaluation.Pending = pending.Answer;
            }

            throw;
        }
        catch
        {
            Claim(evaluation, key);
            throw;
        }
    }

    private void Claim(FactEvaluation? evaluation, (AbsolutePath, bool) key)
    {
        if (evaluation is null)
        {
            _unclaimed.TryRemove(key, out _);
        }
    }
}
