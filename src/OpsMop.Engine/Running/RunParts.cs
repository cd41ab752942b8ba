using OpsMop.Engine.Facts;
using OpsMop.Engine.Sources;

namespace OpsMop.Engine.Running;

/// <summary>What a run needs besides the model.</summary>
internal sealed record RunParts(EngineOptions Options, ResourceRegistry Registry, ISystem System, IPolicyFiles Sources, HostFacts Facts);
