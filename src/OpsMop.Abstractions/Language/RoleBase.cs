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
