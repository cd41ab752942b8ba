namespace OpsMop.Benches;

/// <summary>A policy that names its hosts in code.</summary>
internal sealed class CodePolicy(int hosts) : Policy
{
    public override ResourceRegistry Registry => throw new NotSupportedException();

    public override IReadOnlyList<Variable> Variables => [];

    public override void ComposeInventory(Inventory inventory) => Sample.Compose(inventory, hosts);

    public override void Compose(Roles roles)
    {
    }
}
