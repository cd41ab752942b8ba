namespace OpsMop.Types.Tests.Files;

public sealed class ArchiveTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task An_archive_is_extracted_put_right_and_taken_away() => ProveAsync(
        "archive",
        there:
        [
            ("cd /root/opsmop-types/archive; find app -printf '%P %m %u %l\\n' | sort", """
                 755 root 
                .opsmop-archive.json 600 root 
                bin 755 root 
                bin/app 755 root 
                etc 755 root 
                etc/app.conf 640 root 
                mine 644 root 
                run 777 root bin/app
                share 755 root 
                share/doc 755 root 
                share/doc/README 644 root 
                """),
            ("/root/opsmop-types/archive/app/run", "opsmop app 1.0"),
            ("cd /root/opsmop-types/archive; find bare -type f -printf '%P %m\\n' | sort; cat bare/etc/app.conf", ".opsmop-archive.json 600\nbin/app 750\netc/app.conf 644\nport = 9090"),
        ],
        gone: [("cd /root/opsmop-types/archive; find . | sort; rm -r /root/opsmop-types/archive", ".\n./app\n./app/mine\n./bare\n./bare/etc\n./bare/etc/app.conf")],
        before: "mkdir -p /root/opsmop-types/archive/app/bin; cd /root/opsmop-types/archive/app; touch mine; echo broken >bin/app");

    [LabFact]
    public async Task An_archive_packed_with_xz_is_unpacked_by_the_hosts_xz()
    {
        await InstallAsync("xz-utils");
        await ProveAsync(
            "archive-xz",
            there:
            [
                ("cd /root/opsmop-types/archive-xz; find . -printf '%P %m %u:%g\\n' | sort; app/run", """
                     755 root:root
                    app 755 daemon:daemon
                    app/.opsmop-archive.json 600 root:root
                    app/bin 755 daemon:daemon
                    app/bin/app 755 daemon:daemon
                    app/etc 755 daemon:daemon
                    app/etc/app.conf 640 daemon:daemon
                    app/run 777 daemon:daemon
                    app/share 755 daemon:daemon
                    app/share/doc 755 daemon:daemon
                    app/share/doc/README 644 daemon:daemon
                    opsmop app 1.0
                    """),
                ("rm -r /root/opsmop-types/archive-xz", ""),
            ]);
    }
}
