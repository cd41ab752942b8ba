using System.Text;

namespace OpsMop.Engine.Facts;

/// <summary>The questions that gathering asks: an absence is an answer, and a program that is missing, slow or fails is none.</summary>
internal static class SystemQuestions
{
    // A fact must never hold up a run: a program that has not answered by then is ended.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>The text of a file; <see langword="null"/> if it is not there or may not be read.</summary>
    public static async ValueTask<string?> ReadTextOrNullAsync(this ISystemReader system, AbsolutePath path)
    {
        try
        {
            return Encoding.UTF8.GetString((await system.ReadAsync(path).ConfigureAwait(false)).Span);
        }
        catch (SystemFaultException)
        {
            return null;
        }
    }

    /// <summary>Whether something is at a path, links followed; not so where the question is refused.</summary>
    public static async ValueTask<bool> HasAsync(this ISystemReader system, AbsolutePath path)
    {
        try
        {
            return await system.StatAsync(path, follow: true).ConfigureAwait(false) is not null;
        }
        catch (SystemFaultException)
        {
            return false;
        }
    }

    /// <summary>Where a link points; <see langword="null"/> where no link is.</summary>
    public static async ValueTask<string?> ReadLinkOrNullAsync(this ISystemReader system, AbsolutePath path)
    {
        try
        {
            return await system.StatAsync(path).ConfigureAwait(false) is { IsLink: true } ? await system.ReadLinkAsync(path).ConfigureAwait(false) : null;
        }
        catch (SystemFaultException)
        {
            return null;
        }
    }

    /// <summary>What a program prints; <see langword="null"/> where it is missing, fails, or takes longer than two seconds.</summary>
    public static async ValueTask<string?> AskAsync(this ISystemReader system, params string[] arguments)
    {
        try
        {
            // The words that are parsed are those of the C locale.
            var request = new ProcessRequest(arguments) { Timeout = s_patience, Environment = new Dictionary<string, string> { ["LC_ALL"] = "C" } };
            ProcessResult result = await system.QueryAsync(request).ConfigureAwait(false);
            return result.Succeeded && !result.TimedOut && result.Output.Trim() is { Length: > 0 } output ? output : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Also where a policy's test has no answer for a process that it knows nothing of: facts have defaults.
            return null;
        }
    }
}
