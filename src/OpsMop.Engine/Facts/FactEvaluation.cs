namespace OpsMop.Engine.Facts;

/// <summary>
/// One evaluation of a policy's code, over as many calls as it takes. What was answered in an earlier call is answered alike in
/// the next, so that each call gets further than the one before.
/// </summary>
internal sealed class FactEvaluation
{
    // The code evaluated is synchronous, so its thread says which evaluation a question belongs to.
    [ThreadStatic]
    private static FactEvaluation? t_current;

    private readonly Dictionary<(AbsolutePath Path, bool Follow), FactSlot<FileStatus?>> _files = [];

    /// <summary>The evaluation that this thread is in.</summary>
    public static FactEvaluation? Current => t_current;

    /// <summary>What was being waited for when a question was asked in this call; kept here because the policy's code may have caught the exception.</summary>
    public Task? Pending { get; set; }

    /// <summary>The answer about a path.</summary>
    public FactSlot<FileStatus?> File(AbsolutePath path, bool follow)
    {
        if (!_files.TryGetValue((path, follow), out var slot))
        {
            slot = new($"status of {path}", keepFailure: true);
            _files.Add((path, follow), slot);
        }

        return slot;
    }

    /// <summary>Runs the code once.</summary>
    public T Call<T>(Func<T> code)
    {
        FactEvaluation? outer = t_current;
        t_current = this;
        try
        {
            return code();
        }
        finally
        {
            t_current = outer;
        }
    }
}
