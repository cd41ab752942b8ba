namespace OpsMop.Lab.Scenarios;

/// <summary>One file.</summary>
public sealed partial class OneFile : Role
{
    public string Path { get; set; } = "";

    /// <summary>What it holds, or what is repeated in it.</summary>
    public string Content { get; set; } = "";

    /// <summary>How often.</summary>
    public int Times { get; set; } = 1;

    public override void Define(Host host) => host.File(Path).Content(string.Concat(Enumerable.Repeat(Content + "\n", Times)));
}
