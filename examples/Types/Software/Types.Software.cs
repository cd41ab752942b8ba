public sealed partial class Types
{
    private void AddSoftware(Roles roles)
    {
        if (Asked("package"))
        {
            roles.Add<PackageExample>();
        }

        if (Asked("git"))
        {
            roles.Add<GitExample>();
        }

        if (Asked("git-gone"))
        {
            roles.Add<GitGoneExample>();
        }
    }
}
