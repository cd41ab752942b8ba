namespace OpsMop;

/// <summary>
/// What a role has to say and to do on the controller when it is pushed to a host, such as taking the host out of a load balancer and putting it back. A role that implements it runs
/// by itself; others share one run with their neighbours. A <see cref="Policy"/> may implement it too: for each host once, around all roles.
/// </summary>
public interface IContactHooks
{
    /// <summary>Whether the role runs on a host at all. Asked before the host is contacted for it.</summary>
    /// <param name="contact">The host.</param>
    bool ShouldContact(Contact contact) => true;

    /// <summary>Runs before the role does. A failure is the host's, and the role does not run there.</summary>
    /// <param name="contact">The host.</param>
    /// <param name="cancel">Cancelled when the push is to stop.</param>
    Task BeforeContactAsync(Contact contact, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs after the role has ended on a host, well or not; not where it was never begun.</summary>
    /// <param name="contact">The host, and how the role ended there.</param>
    /// <param name="cancel">Cancelled when the push is to stop at once.</param>
    Task AfterContactAsync(Contact contact, CancellationToken cancel) => Task.CompletedTask;
}
