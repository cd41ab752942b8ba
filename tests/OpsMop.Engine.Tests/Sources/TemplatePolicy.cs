namespace OpsMop.Engine.Tests.Sources;

/// <summary>A policy that was compiled from templates. It is not partial, as its registry is no generated one.</summary>
public sealed class TemplatePolicy(params TemplateDescriptor[] templates) : Policy
{
    public override ResourceRegistry Registry { get; } = new(ResourceRegistry.ContractVersion, "Contoso", [], [], templates);

    public override IReadOnlyList<Variable> Variables => [];

    public override void Compose(Roles roles)
    {
    }
}
