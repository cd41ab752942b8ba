namespace OpsMop;

/// <summary>One run of <c>apt-get</c> for several packages. What it names is complete when planning ends.</summary>
internal sealed class AptTransaction
{
    private readonly List<string> _options;
    private readonly List<string> _packages = [];

    public AptTransaction(string command, params string[] options)
    {
        _options = [command, .. options];
        Transaction = new Transaction((system, cancel) => AptGet.RunAsync(system, _packages.Count > 0 ? [.. _options, "--", .. _packages] : _options, cancel));
    }

    /// <summary>The run that the changes share.</summary>
    public Transaction Transaction { get; }

    /// <summary>Adds a package.</summary>
    /// <param name="package">Its name, with <c>=</c> and the version where one is wanted.</param>
    public Transaction With(string package)
    {
        _packages.Add(package);
        return Transaction;
    }

    /// <summary>Adds an option, once.</summary>
    /// <param name="option">The option.</param>
    public void Add(string option)
    {
        if (!_options.Contains(option))
        {
            _options.Add(option);
        }
    }
}
