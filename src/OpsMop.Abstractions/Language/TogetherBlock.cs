namespace OpsMop;

/// <summary>What <c>host.Together(…)</c> returns.</summary>
public sealed class TogetherBlock
{
    private readonly Block _block;

    internal TogetherBlock(Block block) => _block = block;

    /// <summary>
    /// The command that must accept the files before any of them is put in place. As root on Linux it runs in a private mount
    /// namespace in which the new files stand at their real paths; elsewhere it sees them at their staged paths (docs/language.md).
    /// </summary>
    /// <param name="check">Makes the command from the path of the first file.</param>
    public void Validate(Func<AbsolutePath, CommandText> check) => _block.Check = check;
}
