namespace OpsMop.Types.Tests.Software;

public sealed class NodePackageTests(LabFixture fixture) : PackageManagerTests(fixture)
{
    // A registry is a folder of archives and one document for each package.
    private const string Registry = """
        # npm makes its cache, which a plan may fill.
        mkdir -p /root/.npm /srv/npm && cd /srv/npm
        python3 - <<'END'
        import base64, hashlib, io, json, tarfile
        def pack(file, name, version):
            with tarfile.open(file, "w:gz") as archive:
                for path, text in (("package.json", json.dumps({"name": name, "version": version, "bin": {name: "cli.js"}})), ("cli.js", f"#!/usr/bin/env node\nconsole.log('{version}')\n")):
                    entry = tarfile.TarInfo("package/" + path)
                    entry.size, entry.mode = len(text), 0o755
                    archive.addfile(entry, io.BytesIO(text.encode()))
            return "sha512-" + base64.b64encode(hashlib.sha512(open(file, "rb").read()).digest()).decode()
        versions = {}
        for version in ("1.0.0", "2.0.0"):
            file = f"opsmop-node-{version}.tgz"
            versions[version] = {"name": "opsmop-node", "version": version, "bin": {"opsmop-node": "cli.js"}, "dist": {"tarball": "http://127.0.0.1:4873/" + file, "integrity": pack(file, "opsmop-node", version)}}
        json.dump({"name": "opsmop-node", "dist-tags": {"latest": "2.0.0"}, "versions": versions}, open("opsmop-node", "w"))
        pack("/srv/opsmop-local.tgz", "opsmop-local", "3.0.0")
        END
        echo registry=http://127.0.0.1:4873/ >/etc/npmrc
        systemd-run --quiet --unit=npm-registry --working-directory=/srv/npm python3 -m http.server --bind 127.0.0.1 4873
        """;

    [LabFact]
    public async Task Packages_of_Node_are_installed_with_their_programs_and_taken_away()
    {
        await InstallAsync("npm");
        await ProveAsync(
            "node-package",
            before: Registry,
            there: [("/srv/opsmop-node/bin/opsmop-node", "1.0.0"), ("/srv/opsmop-node/bin/opsmop-local", "3.0.0")],
            gone: [("ls -A /srv/opsmop-node/bin; ls /srv/opsmop-node/lib/node_modules", "")]);
    }
}
