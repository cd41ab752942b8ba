namespace OpsMop.Types.Tests.Software;

public sealed class VenvTests(LabFixture fixture) : TypeTests(fixture)
{
    // Wheels of a module that prints its version.
    private const string Make = """
        import os, zipfile
        os.makedirs('/srv/opsmop-wheels', exist_ok=True)
        for version in ('1.0', '2.0'):
            info = 'opsmop_wheel-%s.dist-info/' % version
            files = {'opsmop_wheel.py': "version = '%s'\n" % version,
                     info + 'METADATA': 'Metadata-Version: 2.1\nName: opsmop-wheel\nVersion: %s\n' % version,
                     info + 'WHEEL': 'Wheel-Version: 1.0\nGenerator: lab\nRoot-Is-Purelib: true\nTag: py3-none-any\n'}
            record = info + 'RECORD'
            files[record] = ''.join(name + ',,\n' for name in [*files, record])
            with zipfile.ZipFile('/srv/opsmop-wheels/opsmop_wheel-%s-py3-none-any.whl' % version, 'w') as wheel:
                for name, text in files.items():
                    wheel.writestr(name, text)
        """;

    [LabFact]
    public async Task An_environment_is_made_with_its_packages_mended_and_taken_away()
    {
        const string Wheels = "venv-example.wheels=/srv/opsmop-wheels";
        await InstallAsync("python3-venv");
        await AskAsync($"python3 - <<'END'\n{Make}\nEND");
        await ConvergeAsync("venv", Wheels);

        // Somebody takes the package away; then the system's Python moves on.
        await AskAsync("/srv/opsmop-venv/env/bin/pip -q uninstall -y opsmop-wheel; rm -f /srv/opsmop-venv/env/bin/python3; ln -s /usr/bin/python3.99 /srv/opsmop-venv/env/bin/python3");
        await ProveAsync(
            "venv",
            there:
            [
                ("/srv/opsmop-venv/env/bin/python -c 'import opsmop_wheel; print(opsmop_wheel.version)'", "1.0"),
                ("/srv/opsmop-venv/env/bin/pip check", "No broken requirements found."),
                ("find /srv/opsmop-venv/env ! -user opsmop-venv | wc -l; tail -n +3 /srv/opsmop-venv/env/opsmop-packages | grep opsmop", "0\nopsmop_wheel-1.0.dist-info"),
            ],
            gone: [("ls -d /srv/opsmop-venv; getent passwd opsmop-venv | wc -l", "ls: cannot access '/srv/opsmop-venv': No such file or directory\n0")],
            before: "true",
            Wheels);
        await AskAsync("rm -rf /srv/opsmop-wheels");
    }
}
