namespace OpsMop;

/// <summary>
/// What should be on a host: one package, one file, one command. A type of resource derives from this class as a partial class,
/// declares get-only properties, and carries <see cref="ResourceTypeAttribute"/>; the generator does the rest.
/// </summary>
public abstract class Resource
{
    private string? _name;

    /// <summary>Creates the resource that a builder describes.</summary>
    /// <param name="builder">The builder; the resource keeps its place in the policy and its common settings.</param>
    protected Resource(ResourceBuilder builder)
    {
        Location = builder.Location;
        Common = builder.CommonOrNull ?? CommonSettings.None;
    }

    /// <summary>Where the policy declares it.</summary>
    public SourceLocation Location { get; }

    /// <summary>What every resource can have: title, conditions, tags, retries and so on.</summary>
    public CommonSettings Common { get; }

    /// <summary>Its type.</summary>
    public abstract ResourceDescriptor Descriptor { get; }

    /// <summary>What tells it from others of its type on a host; empty for an action.</summary>
    public abstract string Identity { get; }

    /// <summary>The name that people see: <c>File[/etc/motd]</c>.</summary>
    public string Name => _name ??= Identity.Length > 0
        ? $"{Descriptor.MethodName}[{Identity}]"
        : Common.Title is { } title ? $"{Descriptor.MethodName}[{title}]" : Descriptor.MethodName + (Summary is { Length: > 0 } summary ? $"[{summary}]" : "");

    /// <summary>A few words that stand for an action without a title, such as the command it runs. Never secret.</summary>
    protected virtual string? Summary => null;

    /// <summary>Reports what is wrong with the values it was given. Generated from the constraints.</summary>
    /// <param name="validation">Takes the reports.</param>
    protected internal virtual void Validate(Validation validation)
    {
    }

    /// <summary>Names what only one resource of a host may manage. Generated from <see cref="ClaimsAttribute"/>.</summary>
    /// <param name="claims">Takes the claims.</param>
    protected internal virtual void AddClaims(ClaimSet claims)
    {
    }

    /// <summary>Whether it is to be gone. Generated from <see cref="AbsenceAttribute"/>.</summary>
    protected internal virtual bool IsToBeGone => false;

    /// <summary>Names the resources that its properties hold: it comes after them. Generated.</summary>
    /// <param name="resources">Takes the resources.</param>
    protected internal virtual void AddEdges(ICollection<Resource> resources)
    {
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
