namespace OpsMop;

/// <summary>Finds the templates that a template includes, imports or extends.</summary>
public interface ITemplateLoader
{
    /// <summary>Finds a template.</summary>
    /// <param name="name">Its name, as the template says it.</param>
    /// <param name="from">The path of the template that names it.</param>
    /// <returns>The path that it is read from and named by in messages; <see langword="null"/> if there is none.</returns>
    string? Find(string name, string from);

    /// <summary>Reads a template that was found.</summary>
    /// <param name="path">What <see cref="Find"/> gave.</param>
    string Read(string path);

    /// <summary>
    /// Where a template that is not there was looked for, and what is near it, as a sentence; <see langword="null"/> if there is nothing to say.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="from">The path of the template that names it.</param>
    string? Explain(string name, string from) => null;
}
