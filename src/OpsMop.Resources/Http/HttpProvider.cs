using System.Net.Http.Headers;

namespace OpsMop;

/// <summary>Sends requests with .NET's own client, from the machine that runs the agent.</summary>
[Provider<HttpResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class HttpProvider : Provider<HttpResource>
{
    // How long a server may take where the policy gives no Timeout.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(HttpResource want, Plan plan, CancellationToken cancel)
    {
        if (want.UnlessUrl is { } unless)
        {
            if (await IsDoneAsync(want, unless, plan.System, cancel).ConfigureAwait(false))
            {
                return;
            }
        }

        var shown = UrlContent.Show(new Uri(want.Url));
        if (want.Verb is "GET" or "HEAD")
        {
            plan.Do($"ask {shown}", async (system, stop) => await CallAsync(want, system, stop).ConfigureAwait(false));
        }
        else
        {
            plan.ChangeOutside(want.Verb.ToLowerInvariant(), shown, (system, stop) => CallAsync(want, system, stop), Effects.Opaque);
        }
    }

    private static async ValueTask<bool> IsDoneAsync(HttpResource want, string unless, ISystemReader system, CancellationToken cancel)
    {
        HttpAnswer answer;
        try
        {
            using var caller = await HttpCaller.OpenAsync(system, want.CaFile, cancel).ConfigureAwait(false);
            answer = await SendAsync(want, caller, "GET", unless, body: null, cancel).ConfigureAwait(false);
        }
        catch (ProviderException fault) when (fault.InnerException is HttpRequestException)
        {
            // In a plan the server may be yet to be installed. Where it is not there otherwise, the request itself says so.
            return false;
        }

        // Not found, or another value: that is what the request mends. A server that fails or refuses does not say.
        return answer.Status is >= 500 or 401 or 403
            ? throw new ProviderException($"{UrlContent.Show(new Uri(unless))} answers {answer.Status}, which does not say whether there is anything to do.")
            : answer.FaultFor(null, want.UnlessPattern, want.UnlessJson) is null;
    }

    private static async ValueTask<ProcessResult> CallAsync(HttpResource want, ISystemReader system, CancellationToken cancel)
    {
        using var caller = await HttpCaller.OpenAsync(system, want.CaFile, cancel).ConfigureAwait(false);
        var answer = await SendAsync(want, caller, want.Verb, want.Url, want.Body, cancel).ConfigureAwait(false);
        if (answer.FaultFor(want.Status, want.Pattern, want.Json) is not { } fault)
        {
            return new ProcessResult(0, answer.Body, "");
        }

        // Who decides with FailedWhen gets the answer; the status is the exit code then.
        var result = new ProcessResult(answer.Status, answer.Body, fault);
        return want.Common.FailedWhen is not null
            ? result
            : throw new ProviderException($"{UrlContent.Show(new Uri(want.Url))}: {fault}.") { Process = result };
    }

    private static async ValueTask<HttpAnswer> SendAsync(HttpResource want, HttpCaller caller, string method, string url, Text? body, CancellationToken cancel)
    {
        var address = new Uri(url);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body.ToUtf8Bytes());
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in want.Headers ?? new Dictionary<string, Text>())
        {
            var text = value.Reveal();
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content?.Headers.Remove(name);
            }

            // Those that say something of the content stand with it, and nowhere without one.
            if (!request.Headers.TryAddWithoutValidation(name, text))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, text);
            }
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(want.Common.Timeout ?? Patience);
        try
        {
            return await caller.SendAsync(request, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ProviderException($"{UrlContent.Show(address)} has not answered within {(want.Common.Timeout ?? Patience).TotalSeconds:0.###} seconds.");
        }
    }
}
