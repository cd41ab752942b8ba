namespace OpsMop;

/// <summary>
/// Work whose next step depends on the result of the last. Each awaited resource is planned and applied at once; in a plan, queries
/// run, changes are foreseen, and the procedure ends where it would need to know what only the run can tell.
/// </summary>
public abstract class Procedure : RoleBase
{
    /// <summary>Does the work.</summary>
    /// <param name="host">The host.</param>
    public abstract Task RunAsync(Session host);
}
