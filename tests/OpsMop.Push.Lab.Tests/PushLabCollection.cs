namespace OpsMop.Push.Lab.Tests;

/// <summary>The tests that share the lab of push. It boots once, before the first of them.</summary>
[CollectionDefinition(Name)]
public sealed class PushLabCollection : ICollectionFixture<PushLabFixture>
{
    public const string Name = "push";
}
