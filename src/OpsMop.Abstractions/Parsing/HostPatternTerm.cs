namespace OpsMop.Parsing;

/// <summary>One term of a host pattern.</summary>
internal sealed class HostPatternTerm(HostPatternTerm.Operation operation, HostPatternTerm.Form form, string text)
{
    /// <summary>What becomes of the hosts of a term.</summary>
    public enum Operation
    {
        /// <summary>They are added.</summary>
        Union,

        /// <summary>Only they stay: <c>&amp;</c>.</summary>
        Intersection,

        /// <summary>They go: <c>!</c>.</summary>
        Exclusion,
    }

    /// <summary>How a term names its hosts.</summary>
    public enum Form
    {
        /// <summary><c>all</c> or <c>*</c>.</summary>
        All,

        /// <summary>The name of a group or host.</summary>
        Name,

        /// <summary>A name with <c>*</c>, <c>?</c> or <c>[a-c]</c>.</summary>
        Glob,

        /// <summary>A regular expression, after <c>~</c>.</summary>
        Regex,

        /// <summary>A range of names: <c>web[01:10]</c>.</summary>
        Range,

        /// <summary>Some hosts of a group or glob by their place: <c>web[0]</c>, <c>web[0:2]</c>; what could be a range of names too is one where there is no such group.</summary>
        Index,

        /// <summary>A set that the caller knows, or a file: <c>@failed</c>, <c>@hosts.txt</c>.</summary>
        Set,
    }

    /// <summary>What becomes of its hosts.</summary>
    public Operation Does { get; } = operation;

    /// <summary>How it names them.</summary>
    public Form Kind { get; } = form;

    /// <summary>The text, without <c>&amp;</c>, <c>!</c>, <c>~</c> and <c>@</c>.</summary>
    public string Text { get; } = text;

    /// <summary>What is counted by <see cref="Form.Index"/>.</summary>
    public string Counted { get; set; } = "";

    /// <summary>The first place, from 0, from the end where negative; <see langword="null"/> for the beginning.</summary>
    public int? First { get; set; }

    /// <summary>The last place, itself included; <see langword="null"/> for the end.</summary>
    public int? Last { get; set; }

    /// <summary>The names of a range; <see langword="null"/> where it is none.</summary>
    public IReadOnlyList<string>? Names { get; set; }
}
