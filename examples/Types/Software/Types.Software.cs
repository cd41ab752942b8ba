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

        if (Asked("package-gone"))
        {
            roles.Add<PackageGoneExample>();
        }

        if (Asked("package-file"))
        {
            roles.Add<PackageFileExample>();
        }

        if (Asked("package-dnf"))
        {
            roles.Add<PackageDnfExample>();
        }

        if (Asked("package-dnf-latest"))
        {
            roles.Add<PackageDnfLatestExample>();
        }

        if (Asked("package-dnf-gone"))
        {
            roles.Add<PackageDnfGoneExample>();
        }

        if (Asked("package-zypper"))
        {
            roles.Add<PackageZypperExample>();
        }

        if (Asked("package-zypper-latest"))
        {
            roles.Add<PackageZypperLatestExample>();
        }

        if (Asked("package-zypper-gone"))
        {
            roles.Add<PackageZypperGoneExample>();
        }

        if (Asked("python-package"))
        {
            roles.Add<PythonPackageExample>();
        }

        if (Asked("python-package-gone"))
        {
            roles.Add<PythonPackageGoneExample>();
        }

        if (Asked("node-package"))
        {
            roles.Add<NodePackageExample>();
        }

        if (Asked("node-package-gone"))
        {
            roles.Add<NodePackageGoneExample>();
        }

        if (Asked("ruby-gem"))
        {
            roles.Add<RubyGemExample>();
        }

        if (Asked("ruby-gem-gone"))
        {
            roles.Add<RubyGemGoneExample>();
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
