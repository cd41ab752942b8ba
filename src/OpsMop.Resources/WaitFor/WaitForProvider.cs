using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace OpsMop;

/// <summary>Waits for files, processes, ports and addresses, as the machine sees them that runs the agent.</summary>
[Provider<WaitForResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class WaitForProvider : Provider<WaitForResource>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // How long one attempt to connect or to ask may take.
    private static readonly TimeSpan OnePatience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(WaitForResource want, Plan plan, CancellationToken cancel)
    {
        if (!want.Delay.IsGiven && await LookAsync(want, plan.System, cancel).ConfigureAwait(false) is null)
        {
            return;
        }

        // Whoever comes after it may find what was waited for.
        var effects = want is { Path.IsGiven: true, Gone: false } ? new Effects().MayCreate(want.Path.Value, want.Path.Value + "/*") : null;
        plan.Do(
            "wait until " + want.Goal,
            async (system, stop) =>
            {
                await WaitAsync(want, system, stop).ConfigureAwait(false);
                return null;
            },
            effects);
    }

    private static async ValueTask WaitAsync(WaitForResource want, ISystemReader system, CancellationToken cancel)
    {
        // A little less than the limit at which everything is cut off, to say why.
        var limit = want.Common.Timeout is { } given ? given - TimeSpan.FromMilliseconds(Math.Min(250, given.TotalMilliseconds / 4)) : Patience;
        var every = want.Every.IsGiven ? want.Every.Value : TimeSpan.FromSeconds(1);
        var started = TimeProvider.System.GetTimestamp();
        await Task.Delay(want.Delay.Value, cancel).ConfigureAwait(false);
        while (true)
        {
            if (await LookAsync(want, system, cancel).ConfigureAwait(false) is not { } how)
            {
                return;
            }

            var left = limit - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                throw new ProviderException($"It was waited {(want.Common.Timeout ?? Patience).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s until {want.Goal}: {how}.");
            }

            await Task.Delay(every < left ? every : left, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>How it is; <see langword="null"/> if it is as it is waited for.</summary>
    private static async ValueTask<string?> LookAsync(WaitForResource want, ISystemReader system, CancellationToken cancel) => want switch
    {
        { Port.IsGiven: true } => await ConnectAsync(want, cancel).ConfigureAwait(false),
        { Path.IsGiven: true } => await LookAtFileAsync(want, system, cancel).ConfigureAwait(false),
        { Url: { } url } => await AskAsync(want, url, system, cancel).ConfigureAwait(false),
        { PidFile.IsGiven: true } => await system.StatAsync(want.PidFile, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true }
            ? null : await LookAtProcessAsync((await ReadAsync(system, want.PidFile, cancel).ConfigureAwait(false)).Trim(), system, cancel).ConfigureAwait(false),
        _ => await LookAtProcessAsync(want.Process!.Value.ToString(CultureInfo.InvariantCulture), system, cancel).ConfigureAwait(false),
    };

    private static async ValueTask<string?> ConnectAsync(WaitForResource want, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(OnePatience);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(want.Server ?? "127.0.0.1", want.Port.Value, patience.Token).ConfigureAwait(false);
            return want.Gone ? "it is still open" : null;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return want.Gone ? null : fault is SocketException ? fault.Message : "nothing answers";
        }
    }

    private static async ValueTask<string?> LookAtFileAsync(WaitForResource want, ISystemReader system, CancellationToken cancel)
    {
        var have = await system.StatAsync(want.Path, follow: !want.Gone, cancel).ConfigureAwait(false);
        if (want.Gone || have is null)
        {
            return want.Gone ? have is null ? null : "it is still there" : "it is not there";
        }

        return want.Pattern is null ? null
            : !have.IsFile ? "it is no file"
            : Regex.IsMatch(await ReadAsync(system, want.Path, cancel).ConfigureAwait(false), want.Pattern, RegexOptions.Multiline, HttpAnswer.PatternLimit) ? null
            : "it is not in it";
    }

    private static async ValueTask<string> ReadAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel) =>
        Encoding.UTF8.GetString((await system.ReadAsync(path, cancel).ConfigureAwait(false)).Span);

    private static async ValueTask<string?> LookAtProcessAsync(string process, ISystemReader system, CancellationToken cancel)
    {
        if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
        {
            // A file that was made and not written yet has no process, nor has one that was emptied.
            return process.Length == 0 ? null : throw new ProviderException($"The file with the number of the process holds no number but {process[..Math.Min(40, process.Length)]}. Correct the path.");
        }

        var lives = await system.StatAsync("/proc/self", follow: false, cancel).ConfigureAwait(false) is not null
            ? await system.StatAsync($"/proc/{id}", follow: false, cancel).ConfigureAwait(false) is not null
            : (await SystemTool.QueryAsync(system, cancel, "ps", "-p", process).ConfigureAwait(false)).Succeeded;
        return lives ? $"process {id} runs" : null;
    }

    private static async ValueTask<string?> AskAsync(WaitForResource want, string url, ISystemReader system, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(OnePatience);
        try
        {
            using var client = await HttpCaller.OpenAsync(system, want.CaFile, cancel).ConfigureAwait(false);
            var answer = await client.AskAsync(new Uri(url), patience.Token).ConfigureAwait(false);
            return answer.FaultFor(want.Status is { } status ? [status] : null, want.Pattern, null);
        }
        catch (ProviderException fault) when (!cancel.IsCancellationRequested && fault.InnerException is HttpRequestException)
        {
            return fault.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "nothing answers";
        }
    }
}
