using System.Diagnostics;
using System.Text;
using OpsMop.Engine.Events;
using OpsMop.Engine.Processes;
using OpsMop.Push.Connections;
using OpsMop.Push.Rollouts;
using UnreachableException = OpsMop.Push.Connections.UnreachableException;

namespace OpsMop.Push.Commands;

/// <summary>Runs one command on many hosts, over the same connections as a push.</summary>
internal sealed class ExecRun
{
    private const int MostOutput = 1 << 20;

    // The command comes on the standard input, encoded so that it is one line; then it gets an empty one.
    private const string Script = "echo \"" + Greeting.Quoted + "exec\"; IFS= read -r l; exec sh -c \"$(printf %b \"$l\")\" </dev/null";

    private readonly IConnector _connector;
    private readonly IReadOnlyList<ConnectionTarget> _targets;
    private readonly string _command;
    private readonly FleetEvents _events;
    private readonly string _again;
    private readonly CancellationToken _stop;

    /// <summary>A command that is yet to be run.</summary>
    /// <param name="connector">Connects.</param>
    /// <param name="targets">The hosts.</param>
    /// <param name="command">The command: one word is for the shell as it is, several are a program and its arguments.</param>
    /// <param name="events">Takes what happens.</param>
    /// <param name="again">What <c>--limit</c> goes on with where something is left to do.</param>
    /// <param name="stop">Begins nothing more; what runs is let go of.</param>
    public ExecRun(IConnector connector, IReadOnlyList<ConnectionTarget> targets, IReadOnlyList<string> command, FleetEvents events, string again, CancellationToken stop)
    {
        _command = command.Count == 1 ? command[0] : string.Join(' ', command.Select(ShellQuoting.Quote));
        (_connector, _targets, _events, _again, _stop) = (connector, targets, events, again, stop);
    }

    /// <summary>Runs it.</summary>
    /// <param name="forks">How many hosts at the same time.</param>
    /// <param name="batches">The sizes of batches, one after the other; empty for none.</param>
    /// <param name="failsFast">Whether no further host is begun after the first failure.</param>
    /// <returns>The last event, and the hosts on which it did not succeed.</returns>
    public async Task<(PushFinished Finished, IReadOnlyList<string> Unfinished)> RunAsync(int forks, IReadOnlyList<string> batches, bool failsFast)
    {
        var started = Stopwatch.GetTimestamp();
        _events.Emit(new PushStarted { Verb = "exec", Hosts = [.. _targets.Select(target => target.Name)], Forks = forks });
        using var slots = new SemaphoreSlim(forks, forks);
        var ended = new List<HostFinished>();
        var hasFailed = false;
        foreach (var batch in BatchSizes.Cut(_targets, batches))
        {
            await Task.WhenAll(batch.Select(async target =>
            {
                HostFinished finished;
                await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                try
                {
                    finished = _stop.IsCancellationRequested || (hasFailed && failsFast)
                        ? Skipped(target, _stop.IsCancellationRequested ? "it was stopped" : "another host failed, and --fail-fast ends the run with the first failure")
                        : await RunAsync(target).ConfigureAwait(false);
                    hasFailed |= finished.Status is ContactStatus.Failed or ContactStatus.Unreachable;
                }
                finally
                {
                    slots.Release();
                }

                _events.Emit(finished);
                lock (ended)
                {
                    ended.Add(finished);
                }
            })).ConfigureAwait(false);
        }

        var last = new PushFinished
        {
            Ok = Count(ContactStatus.Ok),
            Changed = 0,
            Failed = Count(ContactStatus.Failed),
            Unreachable = Count(ContactStatus.Unreachable),
            Skipped = Count(ContactStatus.Skipped),
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 6),
            Again = ended.Exists(host => host.Status != ContactStatus.Ok) ? _again : "",
        };
        _events.Emit(last);
        return (last, [.. ended.Where(host => host.Status != ContactStatus.Ok).Select(host => host.Host)]);

        int Count(ContactStatus status) => ended.Count(host => host.Status == status);
    }

    private static HostFinished Skipped(ConnectionTarget target, string why) => new() { Host = target.Name, Status = ContactStatus.Skipped, Error = why, Seconds = 0 };

    /// <summary>The command as printf's %b reads it: in one line.</summary>
    private static string Encode(string command) => command.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private async Task<HostFinished> RunAsync(ConnectionTarget target)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _events.Emit(new HostContacting { Host = target.Name });
            await using var process = await _connector.ConnectAsync(
                target,
                Script,
                (attempt, reason) => _events.Emit(new HostContacting { Host = target.Name, Attempt = attempt, Reason = reason }),
                _stop).ConfigureAwait(false);
            await using var kill = _stop.Register(process.Kill);
            await process.Input.WriteAsync(Encoding.UTF8.GetBytes(Encode(_command) + "\n"), _stop).ConfigureAwait(false);
            await process.Input.FlushAsync(_stop).ConfigureAwait(false);
            var output = await ReadAsync(process.Output).ConfigureAwait(false);
            if (await process.Exited.ConfigureAwait(false) is not { } code)
            {
                return Lost(target, _stop.IsCancellationRequested ? "it was stopped" : $"The connection to {target.Name} broke. {process.ErrorText}".Trim(), started);
            }

            _events.Emit(new CommandFinished { Host = target.Name, ExitCode = code, Output = output, Error = process.ErrorText, Seconds = Since(started) });
            return new HostFinished
            {
                Host = target.Name,
                Status = code == 0 ? ContactStatus.Ok : ContactStatus.Failed,
                Error = code == 0 ? null : $"the command ended with exit code {code}",
                Seconds = Since(started),
            };
        }
        catch (UnreachableException exception)
        {
            return Lost(target, exception.Message, started);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return exception is OperationCanceledException ? Skipped(target, "it was stopped") : Lost(target, $"The connection to {target.Name} broke.", started);
        }
    }

    private static HostFinished Lost(ConnectionTarget target, string why, long started) => new() { Host = target.Name, Status = ContactStatus.Unreachable, Error = why, Seconds = Since(started) };

    private static double Since(long started) => Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 6);

    /// <summary>Reads all, and keeps the first and the last part of what is too much.</summary>
    private static async Task<string> ReadAsync(Stream output)
    {
        var kept = new BoundedOutput(MostOutput);
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await output.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            kept.Append(buffer.AsSpan(0, count));
        }

        return kept.ToString();
    }
}
