// What the generator would write stands here by hand, so there is no other half.
public sealed class Dynamic : Role
{
    private readonly List<Variable> _variables = [];

    public override IReadOnlyList<Variable> Variables => _variables;

    public override void Define(Host host)
    {
        foreach (var (name, at) in Variables.Select((variable, index) => (variable.Name, index)))
        {
            host.Echo($"{at}: {name}");
        }
    }
}
