public sealed partial class Types
{
    private void AddSystem(Roles roles)
    {
    }
}
