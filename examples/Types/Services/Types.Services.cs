public sealed partial class Types
{
    private void AddServices(Roles roles)
    {
        if (Asked("service"))
        {
            roles.Add<ServiceExample>();
        }
    }
}
