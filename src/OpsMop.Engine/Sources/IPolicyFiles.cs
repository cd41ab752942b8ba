namespace OpsMop.Engine.Sources;

/// <summary>The files that travel with a policy, as a run sees them: on this machine, or on the controller of a push.</summary>
internal interface IPolicyFiles : ISourceFiles
{
    /// <summary>What to say where there is no such file or folder, or the role may not have it; <see langword="null"/> where all is well.</summary>
    /// <param name="source">The file.</param>
    /// <param name="declaredAt">Where the policy names it.</param>
    string? WhyMissing(SourceFile source, SourceLocation declaredAt);

    /// <summary>The files in the folders that are copied with the build: a message says which of them was meant.</summary>
    /// <param name="declaredAt">Where the policy names a file.</param>
    IReadOnlyCollection<string> Known(SourceLocation declaredAt);

    /// <summary>Takes what a role shares. Where a controller has decided already, it changes nothing.</summary>
    /// <param name="files">The role's rules.</param>
    void Share(SharedFiles files);
}
