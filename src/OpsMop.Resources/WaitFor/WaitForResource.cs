using System.Text.RegularExpressions;

namespace OpsMop;

/// <summary>Waits until something is so: a port is open, a file is there or holds something, an address answers, a process has ended.</summary>
/// <remarks>
/// It is no change. A plan looks once and says what it would wait for. It looks from the machine that runs the policy's agent, and gives up after
/// <c>Timeout</c>, or five minutes; that is a failure, which says how it was when last looked at.
/// </remarks>
[ResourceType("wait-for", Action = true)]
[OneOf(nameof(Port), nameof(Path), nameof(Url), nameof(PidFile), nameof(Process))]
public sealed partial class WaitForResource : Resource
{
    /// <summary>The TCP port that takes connections; that takes none, with <c>Gone</c>.</summary>
    public Port Port { get; }

    /// <summary>The name or address of the host whose port it is; <c>127.0.0.1</c> where not given.</summary>
    [Needs(nameof(Port)), RegularExpression(@"[A-Za-z0-9.:_-]+", Explanation = "a name or an address")]
    public string? Server { get; }

    /// <summary>The file or directory that is there; that is not there, with <c>Gone</c>.</summary>
    public AbsolutePath Path { get; }

    /// <summary>The address that answers a GET request with <c>Status</c>.</summary>
    [Url]
    public string? Url { get; }

    /// <summary>The status that the address answers with; any from 200 to 299 where not given.</summary>
    [Needs(nameof(Url)), Range(100, 599)]
    public int? Status { get; }

    /// <summary>The file with the certificates of the authorities that the address may have its own from, in PEM; the host's where not given.</summary>
    [Needs(nameof(Url))]
    public AbsolutePath CaFile { get; }

    /// <summary>The regular expression that matches somewhere in the file, or in what the address answers.</summary>
    [Needs(nameof(Path), nameof(Url))]
    public string? Pattern { get; }

    /// <summary>The file with the number of a process that has ended; a file that is not there is as good.</summary>
    public AbsolutePath PidFile { get; }

    /// <summary>The number of a process that has ended.</summary>
    [Range(1, int.MaxValue)]
    public int? Process { get; }

    /// <summary>It waits for the port to be closed, or the file to be gone.</summary>
    [Needs(nameof(Port), nameof(Path)), Excludes(nameof(Pattern))]
    public bool Gone { get; }

    /// <summary>How often it looks; each second where not given.</summary>
    public Duration Every { get; }

    /// <summary>How long it waits before it looks for the first time when the run comes to it.</summary>
    public Duration Delay { get; }

    /// <summary>What is waited for, as the end of a sentence that begins "wait until".</summary>
    internal string Goal => this switch
    {
        { Port.IsGiven: true } => $"port {Port} of {Server ?? "127.0.0.1"} is {(Gone ? "closed" : "open")}",
        { Path.IsGiven: true, Pattern: { } pattern } => $"{Path} has {pattern}",
        { Path.IsGiven: true } => $"{Path} is {(Gone ? "gone" : "there")}",
        { Url: { } url } => $"{UrlContent.Show(new Uri(url))} answers {(Status is { } status ? $"{status}" : "well")}{(Pattern is { } pattern ? $" with {pattern}" : "")}",
        { PidFile.IsGiven: true } => $"the process of {PidFile} has ended",
        _ => $"process {Process} has ended",
    };

    /// <inheritdoc/>
    protected override string? Summary => Url is not null && !Uri.TryCreate(Url, UriKind.Absolute, out _) ? null : Goal;

    partial void ValidateMore(Validation validation) => HttpAnswer.ValidatePattern(validation, nameof(Pattern), Pattern);
}
