namespace OpsMop.Types.Tests;

/// <summary>The tests that share the lab. It boots once, before the first of them.</summary>
[CollectionDefinition(Name)]
public sealed class TypesCollection : ICollectionFixture<LabFixture>
{
    public const string Name = "types";
}
