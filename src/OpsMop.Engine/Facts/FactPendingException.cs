namespace OpsMop.Engine.Facts;

/// <summary>
/// A fact was read whose answer is still on its way from a remote system. Whoever called the policy's code waits for
/// <see cref="Answer"/> and calls it again; the fact is then there (see <see cref="HostFacts.EvaluateAsync{T}"/>).
/// </summary>
/// <param name="fact">The fact, for a person who finds this in a debugger.</param>
/// <param name="answer">Ends when the answer, or the reason why there is none, can be read.</param>
internal sealed class FactPendingException(string fact, Task answer) : Exception(
    $"The {fact} of a remote host is being fetched; the code that asked for it is run again when it is there.")
{
    /// <summary>Ends when the answer can be read. It never fails: what went wrong is thrown by the next reading, where a person can place it.</summary>
    public Task Answer { get; } = answer;
}
