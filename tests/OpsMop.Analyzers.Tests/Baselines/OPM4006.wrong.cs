public sealed partial class Search : Role
{
    /// <summary>What is searched for. It may come from a data file.</summary>
    public string Word { get; set; } = "";

    /// <summary>Arguments for the indexer.</summary>
    public string Options { get; set; } = "";

    public override void Define(Host host)
    {
        // In quotes a hole cannot be quoted.
        host.Shell($"grep -c '{Word}' /srv/data > /srv/count").Creates("/srv/count");

        // The second shell reads as syntax what the first one took as an argument.
        host.Command($"bash -c {Word}").Creates("/srv/ran");
        host.Command($"ssh index.example.org search {Word}").ChangedWhen(_ => false);

        // Nothing is quoted at all.
        host.Command(CommandText.Verbatim($"indexer {Options}")).Creates("/srv/index");
    }
}
