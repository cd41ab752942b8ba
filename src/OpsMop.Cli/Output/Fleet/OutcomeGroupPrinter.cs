namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Tells a group of outcomes: its hosts, and below them what a host that stands alone would have told.</summary>
/// <param name="lines">Takes the lines.</param>
/// <param name="paths">Shows places.</param>
/// <param name="isPlan">Whether the outcomes are those of a plan.</param>
/// <param name="verbose">Whether all that commands print is shown.</param>
internal sealed class OutcomeGroupPrinter(ILines lines, PolicyPaths paths, bool isPlan, bool verbose)
{
    private readonly IndentedLines _indented = new(lines);

    /// <summary>Tells a group.</summary>
    /// <param name="group">The group.</param>
    public void Tell(OutcomeGroup group)
    {
        lines.WriteLine(new Piece(HostNames.ShowCounted(group.Hosts), Tone.Heading));

        // How long something took differs from host to host.
        var outcomes = new OutcomeLines(_indented, paths) { IsPlan = isPlan, Verbose = verbose, SlowSeconds = double.MaxValue };
        var announced = new HashSet<(string Role, string Handler)>();
        var (role, handler) = ("", "");
        foreach (var outcome in group.Outcomes)
        {
            if (outcome.Role.Length > 0 && outcome.Role != role)
            {
                (role, handler) = (outcome.Role, "");
                _indented.WriteLine(new Piece(Visible.Line(role), Tone.Heading));
            }

            if (outcome.Handler is { } of && (of != handler || outcome.Finished is null))
            {
                handler = of;
                announced.Remove((role, handler));
                outcomes.TellHandler(handler, outcome.Inherited);
            }

            if (outcome.Finished is { } finished)
            {
                // Of a hundred files that notify one handler, the first tells it.
                outcomes.Tell(finished, [.. outcome.Notified.Where(one => announced.Add((role, one)) || verbose)], isBelowHandler: outcome.Handler is not null);
            }
        }
    }
}
