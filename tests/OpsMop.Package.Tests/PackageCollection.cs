namespace OpsMop.Package.Tests;

/// <summary>All tests of this assembly share the packages; one after the other, for each of them keeps the whole machine busy.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedFeed>
{
    public const string Name = "packages";
}
