namespace OpsMop;

/// <summary>One run of <c>apt-mark</c> for several packages.</summary>
internal sealed class MarkTransaction
{
    private readonly List<string> _packages = [];
    private readonly Transaction _transaction;

    public MarkTransaction(string mark) => _transaction = new Transaction((system, cancel) => SystemTool.RunAsync(system, cancel, ["apt-mark", mark, .. _packages]));

    /// <summary>Adds a package.</summary>
    /// <param name="package">Its name.</param>
    public Transaction With(string package)
    {
        _packages.Add(package);
        return _transaction;
    }
}
