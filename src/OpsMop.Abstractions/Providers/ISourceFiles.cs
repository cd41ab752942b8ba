namespace OpsMop;

/// <summary>Finds the files that travel with a policy.</summary>
public interface ISourceFiles
{
    /// <summary>The content of a file.</summary>
    /// <param name="source">The file, relative to the project that declares it.</param>
    /// <param name="declaredAt">Where the policy names it.</param>
    /// <exception cref="ProviderException">There is no such file.</exception>
    FileContent Open(SourceFile source, SourceLocation declaredAt);

    /// <summary>The files of a folder, at any depth.</summary>
    /// <param name="folder">The folder, relative to the project that declares it.</param>
    /// <param name="declaredAt">Where the policy names it.</param>
    /// <returns>The files in ordinal order; what is in a folder that is a link is left out.</returns>
    /// <exception cref="ProviderException">There is no such folder.</exception>
    IReadOnlyList<SourceEntry> List(SourceFile folder, SourceLocation declaredAt);
}
