public sealed partial class Types
{
    private void AddSoftware(Roles roles)
    {
        if (Asked("package"))
        {
            roles.Add<PackageExample>();
        }
    }
}
