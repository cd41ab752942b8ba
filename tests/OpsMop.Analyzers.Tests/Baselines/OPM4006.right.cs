public sealed partial class Search : Role
{
    /// <summary>What is searched for. It may come from a data file.</summary>
    public string Word { get; set; } = "";

    /// <summary>Arguments for the indexer.</summary>
    public IReadOnlyList<string> Options { get; set; } = [];

    public override void Define(Host host)
    {
        // No quotes: the hole is quoted, whatever it holds.
        host.Shell($"grep -c {Word} /srv/data > /srv/count").Creates("/srv/count");

        // A parameter of the script, and the standard input.
        host.Command($"bash -c 'search \"$1\" && touch /srv/ran' bash {Word}").Creates("/srv/ran");
        host.Command($"ssh index.example.org search --words-from-stdin").Stdin(Word).ChangedWhen(_ => false);

        // Each element of a list is an argument of its own.
        host.Command($"indexer {Options}").Creates("/srv/index");
    }
}
