namespace OpsMop.Types.Tests.Software;

public sealed class PythonPackageTests(LabFixture fixture) : PackageManagerTests(fixture)
{
    // A wheel is a zip with a few files.
    private const string Wheels = """
        mkdir -p /srv/wheels
        printf '[global]\nno-index = true\nfind-links = /srv/wheels\n' >/etc/pip.conf
        python3 - <<'END'
        import zipfile
        for name, version, folder in (("opsmop_wheel", "1.0", "/srv/wheels"), ("opsmop_wheel", "2.0", "/srv/wheels"), ("opsmop_local", "3.0", "/srv")):
            with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as wheel:
                info = f"{name}-{version}.dist-info"
                wheel.writestr(f"{name}.py", f"version = '{version}'\n")
                wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: lab\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/RECORD", "")
        END
        """;

    [LabFact]
    public async Task Packages_of_Python_are_installed_into_an_environment_that_is_made_for_them()
    {
        await InstallAsync("python3-venv");
        await ProveAsync(
            "python-package",
            before: Wheels,
            there: [("/srv/opsmop-venv/bin/python -c 'import opsmop_wheel, opsmop_local; print(opsmop_wheel.version, opsmop_local.version)'", "1.0 3.0"), ("python3 -c 'import opsmop_wheel' 2>/dev/null; echo $?", "1")],
            gone: [("/srv/opsmop-venv/bin/python -m pip list --format=freeze | grep -c opsmop", "0")]);
    }
}
