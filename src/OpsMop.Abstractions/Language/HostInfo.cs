namespace OpsMop;

/// <summary>Who a host is, and what answers for it while roles are defined.</summary>
internal sealed record HostInfo(string Name, IReadOnlyList<string> Groups, IFacts Facts, IRoleBinder Binder);
