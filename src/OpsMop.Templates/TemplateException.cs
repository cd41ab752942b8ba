namespace OpsMop;

/// <summary>A template cannot be parsed or rendered, and where.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Makes it.</summary>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="path">The template.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="inner">What was thrown first, if something was.</param>
    public TemplateException(string problem, string path, int line, int column, Exception? inner = null)
        : base($"{path}({line},{column}): {problem}", inner)
    {
        Problem = problem;
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }

    /// <summary>The template, as it was named when it was loaded.</summary>
    public string Path { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}
