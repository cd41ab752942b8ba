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

        if (Asked("repository"))
        {
            roles.Add<RepositoryExample>();
        }

        if (Asked("repository-gone"))
        {
            roles.Add<RepositoryGoneExample>();
        }

        if (Asked("venv"))
        {
            roles.Add<VenvExample>();
        }

        if (Asked("venv-gone"))
        {
            roles.Add<VenvGoneExample>();
        }

        if (Asked("dpkg-divert"))
        {
            roles.Add<DpkgDivertExample>();
        }

        if (Asked("dpkg-divert-gone"))
        {
            roles.Add<DpkgDivertGoneExample>();
        }

        if (Asked("alternatives"))
        {
            roles.Add<AlternativesExample>();
        }

        if (Asked("alternatives-gone"))
        {
            roles.Add<AlternativesGoneExample>();
        }
    }
}
