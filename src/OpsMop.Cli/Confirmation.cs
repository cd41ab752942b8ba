using OpsMop.CommandLine.Output.Fleet;
using OpsMop.Push;

namespace OpsMop.CommandLine;

/// <summary>Asks before something is done to everything there is: a forgotten <c>--limit</c> is the mistake of an evening.</summary>
/// <param name="error">Where the question goes.</param>
/// <param name="readAnswer">Reads a line from the operator; <see langword="null"/> where there is none.</param>
/// <param name="verb">What is about to be done.</param>
internal sealed class Confirmation(TextWriter error, Func<CancellationToken, Task<string?>>? readAnswer, PushVerb verb)
{
    /// <summary>Whether the run may begin.</summary>
    /// <param name="scope">Its hosts.</param>
    /// <param name="cancel">Gives the question up.</param>
    /// <exception cref="UsageException">There is nobody to ask.</exception>
    public async ValueTask<bool> AskAsync(PushScope scope, CancellationToken cancel)
    {
        // Of one host nobody forgets that it is one.
        if (verb == PushVerb.Plan || !scope.IsEverything || scope.Hosts.Count < 2)
        {
            return true;
        }

        var what = verb == PushVerb.Exec ? "will run the command on" : "will change";
        if (readAnswer is null)
        {
            throw new UsageException(
                $"This {what} all {HostNames.Count(scope.Hosts.Count)} of the inventory, and there is nobody to ask whether that is meant. Say --yes if it is, or choose hosts with {(verb == PushVerb.Exec ? "the pattern" : "--limit")}.");
        }

        while (true)
        {
            await error.WriteAsync($"This {what} {HostNames.Count(scope.Hosts.Count)}, all that the inventory has: {Shorten(HostNames.Show(scope.Hosts))}\nGo on? [y/N] ".AsMemory(), cancel).ConfigureAwait(false);
            await error.FlushAsync(cancel).ConfigureAwait(false);
            var answer = await readAnswer(cancel).ConfigureAwait(false);
            if (answer is null)
            {
                await error.WriteLineAsync().ConfigureAwait(false);
            }

            switch (answer?.Trim().ToLowerInvariant())
            {
                case "y" or "yes":
                    return true;
                case null or "" or "n" or "no":
                    return false;
            }
        }
    }

    private static string Shorten(string names)
    {
        const int Most = 300;
        return Cells.Cut(names, Most);
    }
}
