namespace OpsMop.Engine.Tests.Running;

/// <summary>A procedure that a test writes where it needs it.</summary>
public sealed partial class InlineProcedure(Func<Session, Task> run) : Procedure
{
    public override Task RunAsync(Session host) => run(host);
}
