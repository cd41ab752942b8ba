using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>What commands printed on many hosts, each different answer once, with the hosts that gave it.</summary>
internal sealed class CommandGroups
{
    /// <summary>Names as long as this leave room for an answer on their line.</summary>
    private const int ShortNames = 40;

    private readonly Dictionary<(int ExitCode, string Output, string Error), List<string>> _hosts = [];

    /// <summary>About how many characters are kept in memory.</summary>
    public long Weight { get; private set; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _hosts.Count == 0;

    /// <summary>Takes an answer.</summary>
    /// <param name="finished">The answer.</param>
    public void Take(CommandFinished finished)
    {
        var answer = (finished.ExitCode, finished.Output, finished.Error);
        if (!_hosts.TryGetValue(answer, out var hosts))
        {
            _hosts[answer] = hosts = [];
            Weight += finished.Output.Length + finished.Error.Length;
        }

        hosts.Add(finished.Host);
    }

    /// <summary>Forgets what was collected, to save memory.</summary>
    public void Clear()
    {
        _hosts.Clear();
        Weight = 0;
    }

    /// <summary>Tells the answers: those of commands that succeeded first, the commonest of them at the top; what failed is nearest to the prompt.</summary>
    /// <param name="lines">Takes the lines.</param>
    public void Tell(ILines lines)
    {
        var groups = _hosts
            .Select(group => (Answer: group.Key, Hosts: group.Value.Order(HostOrder.Natural).ToList()))
            .OrderBy(group => group.Answer.ExitCode != 0)
            .ThenByDescending(group => group.Hosts.Count)
            .ThenBy(group => group.Hosts[0], HostOrder.Natural);
        var (isFirst, wasShort) = (true, false);
        foreach (var (answer, hosts) in groups)
        {
            var names = HostNames.Show(hosts);
            var output = answer.Output.Length == 0 ? [] : Visible.Lines(answer.Output).ToList();
            var isShort = answer is { ExitCode: 0, Error: "" } && output.Count == 1 && names.Length <= ShortNames;
            if (!isFirst && !(isShort && wasShort))
            {
                lines.WriteLine();
            }

            (isFirst, wasShort) = (false, isShort);
            if (isShort)
            {
                lines.WriteLine(new Piece($"{names}: ", Tone.Heading), output[0]);
                continue;
            }

            lines.WriteLine(
                new Piece($"{HostNames.Count(hosts.Count)}: {names}", Tone.Heading),
                answer.ExitCode == 0 ? "" : new Piece($"  exit code {answer.ExitCode}", Tone.Failed),
                output.Count == 0 && answer.Error.Length == 0 ? new Piece("  no output", Tone.Quiet) : "");
            foreach (var line in output)
            {
                lines.WriteLine("  ", line);
            }

            if (answer.Error.Length > 0)
            {
                lines.WriteLine(new Piece("  error output:", Tone.Quiet));
                foreach (var line in Visible.Lines(answer.Error))
                {
                    lines.WriteLine("    ", line);
                }
            }
        }
    }
}
