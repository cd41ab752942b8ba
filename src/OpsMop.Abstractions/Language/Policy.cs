namespace OpsMop;

/// <summary>What to do to which hosts. Derive as a partial class and run it with <c>Cli.RunAsync&lt;T&gt;(args)</c>; its publicly settable properties are its variables.</summary>
public abstract class Policy
{
    /// <summary>The types and providers of the policy and of all assemblies that it references. Generated; a class that does not compile for want of this member is not <c>partial</c>.</summary>
    public abstract ResourceRegistry Registry { get; }

    /// <summary>The policy's variables. Generated.</summary>
    public abstract IReadOnlyList<Variable> Variables { get; }

    /// <summary>Reads what the policy needs from elsewhere, such as a database, before it is composed. It runs on the controller, before every verb; never while the policy is being built.</summary>
    /// <param name="cancel">Cancels the reading.</param>
    public virtual Task LoadAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Adds the roles, in the order in which they run.</summary>
    /// <param name="roles">Takes the roles.</param>
    public abstract void Compose(Roles roles);
}
