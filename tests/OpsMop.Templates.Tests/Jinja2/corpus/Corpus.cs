namespace OpsMop.Templates.Corpus;

/// <summary>All cases by which rendering is compared with Jinja2's: those written by hand, and generated ones.</summary>
public static class Corpus
{
    /// <summary>How many cases are generated unless said otherwise.</summary>
    public const int Generated = 2400;

    /// <summary>Everything.</summary>
    /// <param name="folder">The folder with the files of cases.</param>
    public static IReadOnlyList<CorpusCase> All(string folder) => [.. Written(folder), .. Made(1, Generated)];

    /// <summary>The cases written by hand: one file per feature.</summary>
    /// <param name="folder">The folder with the files of cases.</param>
    public static IEnumerable<CorpusCase> Written(string folder) =>
        Directory.EnumerateFiles(folder, "*.cases").Order(StringComparer.Ordinal).SelectMany(CorpusFile.Read);

    /// <summary>Generated cases, always the same of a seed.</summary>
    /// <param name="seed">The first seed.</param>
    /// <param name="count">How many; each has a seed of its own.</param>
    public static IEnumerable<CorpusCase> Made(int seed, int count) => Enumerable.Range(seed, count).Select(static one => new CorpusGenerator(one).Make());
}
