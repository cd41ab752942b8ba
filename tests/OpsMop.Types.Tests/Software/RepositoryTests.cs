namespace OpsMop.Types.Tests.Software;

public sealed class RepositoryTests(LabFixture fixture) : TypeTests(fixture)
{
    // A repository of one package, signed with a key of its own.
    private const string Make = """
        set -e; rm -rf /srv/opsmop-packages; mkdir -p /srv/opsmop-packages/tree/DEBIAN; cd /srv/opsmop-packages
        export GNUPGHOME=/tmp/opsmop-gnupg; rm -rf $GNUPGHOME; mkdir -m 700 $GNUPGHOME
        gpg --batch --quiet --passphrase '' --quick-gen-key lab@example.org ed25519 sign never 2>/dev/null; gpg --armor --export >key.asc
        printf 'Package: opsmop-packaged\nVersion: 1.0\nArchitecture: all\nMaintainer: lab <lab@example.org>\nDescription: a package\n' >tree/DEBIAN/control
        dpkg-deb --root-owner-group -Znone --build tree opsmop-packaged_1.0_all.deb >/dev/null
        { cat tree/DEBIAN/control; echo "Filename: ./opsmop-packaged_1.0_all.deb"; stat -c 'Size: %s' *.deb; sha256sum *.deb | sed 's/ .*//; s/^/SHA256: /'; } >Packages
        { echo "Date: $(date -u -R)"; echo SHA256:; echo " $(sha256sum Packages | cut -d' ' -f1) $(stat -c %s Packages) Packages"; } >Release
        gpg --batch --quiet --clearsign --output InRelease Release; gpgconf --kill all; rm -rf $GNUPGHOME tree
        """;

    [LabFact]
    public async Task A_signed_repository_and_a_package_from_it_come_in_one_run_and_go()
    {
        await InstallAsync("gpg", "gpg-agent");
        await AskAsync(Make);
        string key = await AskAsync("cat /srv/opsmop-packages/key.asc");
        await ProveAsync(
            "repository",
            there:
            [
                ("dpkg-query -W opsmop-packaged", "opsmop-packaged\t1.0"),
                ("apt-cache policy opsmop-packaged | grep -c '600 file:/srv/opsmop-packages'", "1"),
                ("stat -c '%a %U %n' /etc/apt/keyrings/* /etc/apt/sources.list.d/*", "644 root /etc/apt/keyrings/opsmop-packages.asc\n644 root /etc/apt/sources.list.d/opsmop-packages.sources"),
            ],
            gone: [("ls /etc/apt/keyrings /etc/apt/sources.list.d /etc/apt/preferences.d; dpkg-query -W opsmop-packaged 2>/dev/null | grep -c 1.0", "/etc/apt/keyrings:\n\n/etc/apt/preferences.d:\n\n/etc/apt/sources.list.d:\n0")],
            before: "true",
            "repository-example.uri=file:///srv/opsmop-packages",
            $"repository-example.key={key}");
        await AskAsync("rm -rf /srv/opsmop-packages; apt-get -qq update");
    }
}
