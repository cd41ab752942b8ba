using System.Text.Json;

namespace OpsMop;

/// <summary>What a policy adds to hosts: a <see cref="Role"/>, which declares, or a <see cref="Procedure"/>, which acts step by step.</summary>
public abstract class RoleBase
{
    private protected RoleBase()
    {
    }

    /// <summary>The name of this instance: that of the class in kebab case, unless it was added under another.</summary>
    public string RoleName { get; internal set; } = "";

    /// <summary>Its variables: the publicly settable properties. Generated; a class that does not compile for want of this member is not <c>partial</c>.</summary>
    public abstract IReadOnlyList<Variable> Variables { get; }

    /// <summary>Whether the role runs on a host at all. Asked on the controller, before the host is contacted for it.</summary>
    /// <param name="contact">The host.</param>
    public virtual bool ShouldContact(Contact contact) => true;

    /// <summary>Runs on the controller before the role runs on a host, such as to take it out of a load balancer. A failure is the host's, and the role does not run there.</summary>
    /// <param name="contact">The host.</param>
    /// <param name="cancel">Cancelled when the push is to stop.</param>
    public virtual Task BeforeContactAsync(Contact contact, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs on the controller after the role has ended on a host, well or not.</summary>
    /// <param name="contact">The host, and how the role ended there.</param>
    /// <param name="cancel">Cancelled when the push is to stop.</param>
    public virtual Task AfterContactAsync(Contact contact, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Says which files of the controller a push may serve to the role's hosts besides those of the policy's own folder, and where its hosts may bring files to. It runs on the
    /// controller, for each host, when the variables are bound; for a role that others include it does not run, and those say it for it.
    /// </summary>
    /// <param name="files">Takes the rules.</param>
    public virtual void ShareFiles(SharedFiles files)
    {
    }

    internal string DefaultName => Naming.Kebab(GetType().Name);
}
