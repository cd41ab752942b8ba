using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>
/// Colours, and while the run goes on a line at the bottom: how far it is, what runs, for how long. Events only note where the run is; a timer draws,
/// ten times a second at most, so that ten thousand resources in order cost nothing and a run that is over at once never blinks.
/// </summary>
internal sealed class TerminalConsole : RunConsole
{
    private const string EraseLine = "\r\e[2K";
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly OutputBuffer _output;
    private readonly TextWriter _error;
    private readonly Func<int> _width;
    private readonly RunNarrator _narrator;
    private readonly TerminalLines _lines;
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private long _started;
    private int _total;
    private int _done;
    private string _current = "";
    private bool _isDrawn;

    public TerminalConsole(OutputBuffer output, TextWriter error, PolicyPaths paths, bool verbose, bool colours, Func<int> width, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _output = output;
        _error = error;
        _width = width;
        _lines = new TerminalLines(output, colours, width, Erase);
        _narrator = new RunNarrator(_lines, error.WriteLine, paths, verbose);
    }

    public override void Take(RunEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case RunStarted started:
                    _total = started.Resources;
                    _started = _time.GetTimestamp();
                    _timer = _time.CreateTimer(static state => ((TerminalConsole)state!).Draw(), this, Grace, Period);
                    break;
                case ResourceStarted started:
                    _current = started.Resource;
                    break;
                case ResourceRetrying retrying:
                    _current = $"{retrying.Resource} (try {retrying.Attempt + 1} of {retrying.Attempts})";
                    break;
                case ResourceFinished:
                    _done++;
                    break;
                case RunFinished:
                    StopDrawing();
                    break;
            }

            _narrator.Take(happened);
        }
    }

    public override void Notice(string sentence)
    {
        lock (_lock)
        {
            Erase();
            _output.FlushNow();
            _error.WriteLine(sentence);
        }
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            StopDrawing();
            _output.FlushNow();
        }
    }

    /// <summary>Draws the line at the bottom.</summary>
    internal void Draw()
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                return;
            }

            var line = $"{_done}/{Math.Max(_total, _done)}  {Durations.Show(Math.Floor(_time.GetElapsedTime(_started).TotalSeconds * 10) / 10)}  {Visible.Line(_current)}";
            var width = Math.Max(20, _width()) - 1;
            _output.Write(EraseLine);
            _output.Write(line.Length > width ? line[..(width - 1)] + "…" : line);
            _output.FlushNow();
            _isDrawn = true;
        }
    }

    private void StopDrawing()
    {
        _timer?.Dispose();
        _timer = null;
        Erase();
    }

    private void Erase()
    {
        if (_isDrawn)
        {
            _output.Write(EraseLine);
            _isDrawn = false;
        }
    }
}
