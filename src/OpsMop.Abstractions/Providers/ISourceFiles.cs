namespace OpsMop;

/// <summary>Finds the files that travel with a policy.</summary>
public interface ISourceFiles
{
    /// <summary>The content of a file.</summary>
    /// <param name="source">The file, relative to the project that declares it.</param>
    /// <param name="declaredAt">Where the policy names it.</param>
    /// <exception cref="ProviderException">There is no such file.</exception>
    FileContent Open(SourceFile source, SourceLocation declaredAt);
}
