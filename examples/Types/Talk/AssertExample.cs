/// <summary>Fails unless a condition holds when its turn comes. In a plan it sees what is planned so far.</summary>
public sealed partial class AssertExample : Role
{
    public override void Define(Host host) =>
        host.Assert(() => host.FileTests.IsDirectory("/"), "There is no root directory. Mount one.");
}
