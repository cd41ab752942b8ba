namespace OpsMop;

public abstract partial class CommandBuilderBase<TSelf>
{
    /// <summary>Gives the command a secret in a file that only its user can read, and that is gone when it has ended.</summary>
    /// <param name="name">The environment variable whose value is the path of the file, such as <c>PGPASSFILE</c>.</param>
    /// <param name="secret">What the file holds.</param>
    /// <returns>This builder.</returns>
    public TSelf SecretFile(string name, Secret secret) => SecretFile(name, (Text)$"{secret}");

    /// <inheritdoc cref="SecretFile(string, Secret)"/>
    /// <param name="name">The environment variable whose value is the path of the file.</param>
    /// <param name="text">What the file holds; parts of it may be secret.</param>
    public TSelf SecretFile(string name, Text text) => SecretFiles(name, text);
}
