namespace OpsMop;

/// <summary>The runs of a package manager that several packages share. What each names is complete when planning ends.</summary>
/// <param name="manager">The package manager.</param>
internal sealed class PackageTransactions(PackageManager manager)
{
    private readonly Dictionary<string, (List<string> Operands, Transaction Transaction)> _all = new(StringComparer.Ordinal);

    /// <summary>The run in which a package is done, and what tells it from the others.</summary>
    /// <param name="job">What is to be done.</param>
    /// <param name="along">The run that it must stand beside: a package is let go before just that run, and held after it. Empty for none.</param>
    public (Transaction Transaction, string Key) With(PackageJob job, string along = "")
    {
        var command = manager.Command(job);
        var key = string.Join('\0', [.. command.Arguments, along]);
        if (!_all.TryGetValue(key, out var run))
        {
            var operands = new List<string>();
            run = (operands, new Transaction((system, cancel) => manager.RunAsync(system, [.. command.Arguments, .. operands], cancel)));
            _all.Add(key, run);
        }

        if (command.Operand is { } operand && !run.Operands.Contains(operand))
        {
            run.Operands.Add(operand);
        }

        return (run.Transaction, key);
    }
}
