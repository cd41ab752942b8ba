using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OpsMop.Push.Lab.Tests;

/// <summary>The program while it runs.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_time = TimeSpan.FromMinutes(3);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Process _process;
    private readonly string _command;
    private readonly List<string> _output = [];
    private readonly Task<string> _error;
    private readonly Task _reading;
    private readonly Task _writing;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RunningProgram(Process process, string command, string? input)
    {
        (_process, _command) = (process, command);
        _error = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
        _writing = WriteAsync(input);
    }

    /// <summary>Its process id, which is that of its process group, too.</summary>
    public int Id => _process.Id;

    /// <summary>Waits for an event.</summary>
    /// <param name="is">Which one.</param>
    /// <param name="time">How long; a minute unless given.</param>
    /// <exception cref="InvalidOperationException">The program ended, or the time was up, without it; the message has what the program said.</exception>
    public async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> @is, TimeSpan? time = null)
    {
        using var limit = new CancellationTokenSource(time ?? TimeSpan.FromMinutes(1));
        for (int next = 0; ;)
        {
            Task more;
            lock (_output)
            {
                for (; next < _output.Count; next++)
                {
                    if (ProgramRun.Parse(_output[next]) is { } one && @is(one))
                    {
                        return one;
                    }
                }

                more = _reading.IsCompleted ? Task.CompletedTask : _more.Task;
            }

            if (more.IsCompleted || await Task.WhenAny(more, _reading, Task.Delay(Timeout.Infinite, limit.Token)) is { IsCanceled: true })
            {
                throw new InvalidOperationException($"The awaited event has not come from `{_command}`:\n{string.Join('\n', Lines())}\n{(_error.IsCompleted ? await _error : "")}");
            }
        }
    }

    /// <summary>What Ctrl-C in its terminal does: SIGINT to it and to all that it has started and left in its process group.</summary>
    public Task InterruptAsync() => SignalAsync("INT", -Id);

    /// <summary>Sends a signal to it alone.</summary>
    /// <param name="signal">The signal, such as <c>TERM</c> or <c>KILL</c>.</param>
    public Task SignalAsync(string signal) => SignalAsync(signal, Id);

    /// <summary>Waits for its end.</summary>
    /// <param name="time">How long; three minutes unless given. Then it is ended, and <see cref="ProgramRun.TimedOut"/>.</param>
    public async Task<ProgramRun> EndAsync(TimeSpan? time = null)
    {
        bool late = false;
        using var limit = new CancellationTokenSource(time ?? s_time);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            late = true;
            await KillAllAsync();
            await _process.WaitForExitAsync();
        }

        TimeSpan took = _clock.Elapsed;

        // Something of it that lives on holds the streams; that is for the test to find, not for this to wait for.
        Task said = Task.WhenAll(_reading, _error, _writing);
        bool held = await Task.WhenAny(said, Task.Delay(TimeSpan.FromSeconds(10))) != said;
        return new ProgramRun(_command, _process.ExitCode, string.Concat(Lines().Select(line => line + "\n")), held ? "" : await _error, late, held, took);
    }

    /// <summary>Ends it, where a test has failed before it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAllAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // What it has put into process groups of their own is in its session all the same.
    private async Task KillAllAsync() => await OpsMop.Lab.Lab.RunHereAsync(string.Create(CultureInfo.InvariantCulture, $"pkill -KILL -s {Id}"));

    private static async Task SignalAsync(string signal, int target) =>
        await OpsMop.Lab.Lab.RunHereAsync(string.Create(CultureInfo.InvariantCulture, $"kill -s {signal} -- {target}"));

    private string[] Lines()
    {
        lock (_output)
        {
            return [.. _output];
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_output)
            {
                _output.Add(line);
                _more.SetResult();
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private async Task WriteAsync(string? input)
    {
        try
        {
            await _process.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading what it was given.
        }
    }
}
