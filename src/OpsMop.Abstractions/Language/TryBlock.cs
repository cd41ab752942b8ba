namespace OpsMop;

/// <summary>What <c>host.Try(…)</c> returns.</summary>
public sealed class TryBlock
{
    private readonly Host _host;
    private readonly Block _block;

    internal TryBlock(Host host, Block block) => (_host, _block) = (host, block);

    /// <summary>Declares what runs if a resource of the <c>Try</c> fails. If all of it succeeds, the run goes on.</summary>
    /// <param name="define">Declares the resources.</param>
    public TryBlock Rescue(Action define)
    {
        _host.Inside((Block)_block.Children[1], define);
        return this;
    }

    /// <summary>Declares what runs in any case, after the <c>Try</c> and the <c>Rescue</c>.</summary>
    /// <param name="define">Declares the resources.</param>
    public TryBlock Always(Action define)
    {
        _host.Inside((Block)_block.Children[2], define);
        return this;
    }
}
