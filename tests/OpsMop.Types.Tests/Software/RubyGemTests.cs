namespace OpsMop.Types.Tests.Software;

public sealed class RubyGemTests(LabFixture fixture) : PackageManagerTests(fixture)
{
    private const string Gems = """
        mkdir -p /srv/gems/gems && cd /srv/gems/gems
        for one in opsmop-gem=1.0 opsmop-gem=2.0 opsmop-local=3.0; do
          echo "Gem::Specification.new { |s| s.name = '${one%=*}'; s.version = '${one#*=}'; s.summary = 'Of the lab'; s.authors = ['lab']; s.files = [] }" >/tmp/one.gemspec
          gem build --silent /tmp/one.gemspec 2>/dev/null
        done
        mv opsmop-local-3.0.gem /srv
        cd .. && gem generate_index --silent
        printf -- '---\n:sources:\n- file:///srv/gems/\n' >/etc/gemrc
        """;

    [LabFact]
    public async Task Gems_are_installed_into_a_folder_and_taken_away()
    {
        await InstallAsync("ruby");
        await ProveAsync(
            "ruby-gem",
            before: Gems,
            there: [("GEM_PATH=/srv/opsmop-gems gem list opsmop", "opsmop-gem (1.0)\nopsmop-local (3.0)")],
            gone: [("ls /srv/opsmop-gems/gems", "")]);
    }
}
