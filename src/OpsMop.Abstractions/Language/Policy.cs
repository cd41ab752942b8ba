namespace OpsMop;

/// <summary>
/// What to do to which hosts. Derive as a partial class and run it with <c>Cli.RunAsync&lt;T&gt;(args)</c>; its publicly settable properties are its variables.
/// </summary>
public abstract class Policy
{
    /// <summary>
    /// The types and providers of the policy and of all assemblies that it references. Generated; a class that does not compile for want of this member is not
    /// <c>partial</c>.
    /// </summary>
    public abstract ResourceRegistry Registry { get; }

    /// <summary>The policy's variables. Generated.</summary>
    public abstract IReadOnlyList<Variable> Variables { get; }

    /// <summary>
    /// Reads what the policy needs from elsewhere, such as a database, before it is composed. It runs on the controller, before every verb; never while the
    /// policy is being built.
    /// </summary>
    /// <param name="cancel">Cancels the reading.</param>
    public virtual Task LoadAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Takes the place of <see cref="LoadAsync"/> where the model is checked without a controller, as at the end of a build: sets what that would have
    /// loaded to examples, and asks nobody. A policy that loads and has no samples is not checked by the build.
    /// </summary>
    public virtual void LoadSample()
    {
    }

    /// <summary>Names hosts and groups in code, before the inventory files are read. It runs on the controller, for the verbs that contact other hosts.</summary>
    /// <param name="inventory">Takes the hosts and groups.</param>
    public virtual void ComposeInventory(Inventory inventory)
    {
    }

    /// <summary>Adds the roles, in the order in which they run.</summary>
    /// <param name="roles">Takes the roles.</param>
    public abstract void Compose(Roles roles);
}
