namespace OpsMop.Types.Tests.Software;

/// <summary>Tests of package managers share a host of their own, because they install hundreds of Debian's packages. It ends with the lab.</summary>
public abstract class PackageManagerTests(LabFixture fixture) : TypeTests(fixture)
{
    // Two versions of a package that recommends another, and a tool.
    private const string Rpms = """
        test -d /srv/rpms && exit
        mkdir -p /srv/rpms /etc/yum.repos.d /etc/zypp/repos.d /etc/rpm
        # Debian's rpm keeps its database in the home of whoever asks.
        echo '%_dbpath /var/lib/rpm' >/etc/rpm/macros
        for one in opsmop-rpm=1.0 opsmop-rpm=2.0 opsmop-extra=1.0 opsmop-tool=3.0; do
          cat >/tmp/one.spec <<END
        Name: ${one%=*}
        Version: ${one#*=}
        Release: 1
        Summary: Of the lab
        License: none
        BuildArch: noarch
        $(test ${one%=*} = opsmop-rpm && echo Recommends: opsmop-extra)
        %description
        Of the lab.
        %install
        mkdir -p %{buildroot}/etc
        echo ${one#*=} >%{buildroot}/etc/${one%=*}.conf
        %files
        %config(noreplace) /etc/${one%=*}.conf
        END
          rpmbuild -bb --quiet --define '_rpmdir /srv/rpms' /tmp/one.spec
        done
        cp /srv/rpms/noarch/opsmop-tool-3.0-1.noarch.rpm /srv/opsmop-tool.rpm
        createrepo_c -q /srv/rpms
        printf '[lab]\nname=lab\nbaseurl=file:///srv/rpms\nenabled=1\ngpgcheck=0\n' >/etc/yum.repos.d/lab.repo
        printf '[lab]\nname=lab\nbaseurl=dir:/srv/rpms\nenabled=1\ngpgcheck=0\nautorefresh=0\n' >/etc/zypp/repos.d/lab.repo
        """;

    private static LabHost? s_host;

    protected override LabHost Host => s_host!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (LabRequirements.Missing is null)
        {
            s_host ??= (await Lab.AddHostsAsync(1))[0];
        }
    }

    /// <summary>Makes a repository of rpm packages, for dnf and zypper.</summary>
    protected async Task ProvideRpmsAsync()
    {
        await InstallAsync("rpm", "createrepo-c");
        await AskAsync(Rpms);
    }
}
