namespace OpsMop.Engine.Data;

/// <summary>A file of data that cannot be understood, with the place for the person who has to mend it.</summary>
public sealed class DataFileException : Exception
{
    /// <summary>Creates the error; its message begins with <c>file:line:column:</c>.</summary>
    /// <param name="file">The file, as the person named it.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="problem">What is wrong and what to do about it.</param>
    /// <param name="inner">The cause.</param>
    public DataFileException(string file, int line, int column, string problem, Exception? inner = null)
        : base($"{file}:{line}:{column}: {problem}", inner)
    {
        File = file;
        Line = line;
        Column = column;
        Problem = problem;
    }

    /// <summary>The file, as the person named it.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }
}
