namespace Contoso.Types.Example;

/// <summary>An example of each type of the library.</summary>
public sealed partial class Examples : Policy
{
    public override void Compose(Roles roles) => roles.Add<EnvironmentVariableExample>();
}
