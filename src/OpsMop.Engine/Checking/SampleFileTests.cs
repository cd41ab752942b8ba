namespace OpsMop.Engine.Checking;

/// <summary>The file tests of a host that there is not: nothing exists.</summary>
/// <param name="facts">Writes down who asks. Not only who takes the tests: conditions that are asked at their turn take them too, and ask nothing here.</param>
internal sealed class SampleFileTests(SampleFacts facts) : FileTests
{
    public override FileStatus? Stat(AbsolutePath path, bool follow = true)
    {
        facts.Note("host.FileTests");
        return null;
    }
}
