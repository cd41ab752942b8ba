using OpsMop.Engine.Facts;
using OpsMop.Engine.Sources;

namespace OpsMop.Engine.Running;

/// <summary>What a run needs besides the model.</summary>
internal sealed record RunParts(EngineOptions Options, ResourceRegistry Registry, ISystem System, IPolicyFiles Sources, HostFacts Facts)
{
    /// <summary>Only resources with one of these tags have their turn; all where empty. A saved plan has its own.</summary>
    public IReadOnlyList<string> Tags { get; init; } = Options.Tags;
}
