using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// A push on a terminal: what is worth reading scrolls by, and a table at the bottom says how far the hosts are. Events only note where they are; a timer draws, ten times a second at most.
/// </summary>
internal sealed class PushTerminalConsole : RunConsole
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly OutputBuffer _output;
    private readonly TextWriter _error;
    private readonly Func<int> _width;
    private readonly Func<int> _height;
    private readonly TimeProvider _time;
    private readonly TerminalLines _lines;
    private readonly LiveRegion _region;
    private readonly HeldLines _held = new();
    private readonly PushProgress _progress;
    private readonly PushTable _table;
    private readonly PushNarrator _narrator;
    private readonly Lock _lock = new();
    private ITimer? _timer;

    public PushTerminalConsole(
        OutputBuffer output, TextWriter error, PolicyPaths paths, Func<string, string> again, bool verbose, bool colours, Func<int> width, Func<int> height, TimeProvider? time = null)
    {
        _output = output;
        _error = error;
        _width = width;
        _height = height;
        _time = time ?? TimeProvider.System;
        _lines = new TerminalLines(output, colours, width);
        _region = new LiveRegion(output, _lines);
        _progress = new PushProgress(_time);
        _table = new PushTable(_progress);
        _narrator = new PushNarrator(_held, Notice, paths, again, verbose, tellsChanges: false);
    }

    public override void Take(RunEvent happened)
    {
        lock (_lock)
        {
            if (happened is PushStarted)
            {
                _timer ??= _time.CreateTimer(static state => ((PushTerminalConsole)state!).Draw(), this, Grace, Period);
            }

            _progress.Take(happened);
            _narrator.Take(happened);
            if (happened is PushFinished)
            {
                StopDrawing();
                _output.FlushNow();
            }
        }
    }

    public override void Notice(string sentence)
    {
        lock (_lock)
        {
            _region.Erase(_width());
            _held.ReleaseTo(_lines);
            _output.FlushNow();
            _error.WriteLine(sentence);
        }
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            _narrator.TellCollected();
            StopDrawing();
            _output.FlushNow();
        }
    }

    /// <summary>Draws the table, and above it what has happened since the last time.</summary>
    internal void Draw()
    {
        lock (_lock)
        {
            if (_timer is not null)
            {
                var width = _width();
                _region.Show(_table.Lines(width, _height()), _held, width);
                _output.FlushNow();
            }
        }
    }

    private void StopDrawing()
    {
        _timer?.Dispose();
        _timer = null;
        _region.Erase(_width());
        _held.ReleaseTo(_lines);
    }
}
