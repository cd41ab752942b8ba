using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class ArchiveProviderTests
{
    private const string Manifest = "/opt/app/.opsmop-archive.json";
    private const string Source = "files/app.tar.gz";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/opt").WithDirectory("/tmp").WithUser("app").WithGroup("www");
    private readonly Bench _bench;

    public ArchiveProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_tar_archive_is_extracted_and_planned_in_detail()
    {
        Provide(Gzip(App()));
        Assert.Equal(["Archive[/opt/app] extract: 6: ., app-1.0, app-1.0/bin, app-1.0/bin/run, app-1.0/current and 1 more"], await _bench.PlanAsync(host => host.Archive("/opt/app").Source(Source)));
        Assert.Equal(["extract: 5: ., bin, bin/run, current, readme"], await _bench.ConvergeAsync(Stripped));
        Assert.Equal("run", await TextAsync("/opt/app/bin/run"));
        Assert.Equal(("0755", "root", "root"), await StatAsync("/opt/app/bin/run"));
        Assert.Equal(("0644", "root", "root"), await StatAsync("/opt/app/readme"));
        Assert.Equal("bin/run", await _system.ReadLinkAsync("/opt/app/current"));
        Assert.Equal(("0600", "root", "root"), await StatAsync(Manifest));
    }

    [Fact]
    public async Task What_was_changed_or_taken_away_is_put_back_and_what_nobody_knows_stays()
    {
        Provide(Gzip(App()));
        await _bench.ConvergeAsync(Stripped);
        await _system.DeleteAsync("/opt/app/current");
        _system.WithFile("/opt/app/bin/run", "RUN", "0755").WithFile("/opt/app/mine", "").WithFile("/opt/app/readme", "read me", "0600");
        Assert.Equal(["extract: 2: bin/run, current", "chmod: 1: readme"], await _bench.ConvergeAsync(Stripped));
        Assert.Equal("run", await TextAsync("/opt/app/bin/run"));
        Assert.NotNull(await _system.StatAsync("/opt/app/mine"));
        await _system.DeleteAsync("/opt/app/bin", recursive: true);
        Assert.Equal(["extract: 2: bin, bin/run"], await _bench.ConvergeAsync(Stripped));
    }

    [Fact]
    public async Task What_a_newer_archive_does_not_hold_goes()
    {
        Provide(Gzip(App()));
        await _bench.ConvergeAsync(Stripped);
        _system.WithFile("/opt/app/mine", "");

        // The directory bin becomes a file, and a file a directory.
        Provide(Gzip(Tar(File("app/bin", "now a file"), File("app/readme/en", "read me"))));
        Assert.Equal(["delete: 4: readme, current, bin/run, bin →", "extract: 3: bin, readme, readme/en"], await _bench.ConvergeAsync(Stripped));
        Assert.Equal([".opsmop-archive.json", "bin", "mine", "readme"], await _system.ListAsync("/opt/app"));
    }

    [Fact]
    public async Task Without_a_record_what_is_there_is_compared_and_recorded()
    {
        Provide(Gzip(App()));
        await _bench.ConvergeAsync(Stripped);
        await _system.DeleteAsync(Manifest);
        Assert.Equal(["record: 4 entries of files/app.tar.gz"], await _bench.ConvergeAsync(Stripped));

        // A record that others could have written is none.
        await _system.SetModeAsync(Manifest, "0666");
        Assert.Equal(["record: 4 entries of files/app.tar.gz"], await _bench.ConvergeAsync(Stripped));
        _system.WithProcess("id -un", new ProcessResult(0, "root\n", "")).WithFile(Manifest, await TextAsync(Manifest), "0600", "app");
        Assert.Equal(["record: 4 entries of files/app.tar.gz"], await _bench.ConvergeAsync(Stripped));
    }

    [Fact]
    public async Task Owner_group_and_modes_are_set()
    {
        Provide(Gzip(Tar(File("bin/tool", "t", 0b110_111_101_111), File("data", "d", 0b110_110_110))));
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Source(Source).Owner("app").Group("www"));
        Assert.Equal(("0755", "app", "www"), await StatAsync("/opt/app/bin/tool"));
        Assert.Equal(("0664", "app", "www"), await StatAsync("/opt/app/data"));
        Assert.Equal(("0755", "app", "www"), await StatAsync("/opt/app/bin"));
        Assert.Equal(["chmod: 4: ., bin, bin/tool, data"], await _bench.ConvergeAsync(host => host.Archive("/opt/app").Source(Source).FileMode("0640").DirectoryMode("0750")));
        Assert.Equal("0750", (await StatAsync("/opt/app/bin/tool")).Mode);
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Source(Source).ExactModes());
        Assert.Equal(("6757", "0666"), ((await StatAsync("/opt/app/bin/tool")).Mode, (await StatAsync("/opt/app/data")).Mode));
    }

    [Fact]
    public async Task What_is_excepted_or_has_a_resource_of_its_own_is_left()
    {
        Provide(Gzip(App()));
        _system.WithFile("/opt/app/readme", "port = 1\n");
        void Define(Host host)
        {
            host.Archive("/opt/app").Source(Source).Strip(1).Except("bin", "*.tmp");
            host.Line("/opt/app/readme", "port = 1");
        }

        Assert.Equal(["extract: 1: current"], await _bench.ConvergeAsync(Define));
        Assert.Equal("port = 1\n", await TextAsync("/opt/app/readme"));
        await _bench.ConvergeAsync(host =>
        {
            host.Archive("/opt/app").Absent();
            host.Line("/opt/app/readme", "port = 1");
        });
        Assert.Equal(["readme"], await _system.ListAsync("/opt/app"));
    }

    [Fact]
    public async Task What_was_extracted_goes_and_the_rest_stays()
    {
        Provide(Gzip(App()));
        await _bench.ConvergeAsync(Stripped);
        _system.WithFile("/opt/app/bin/mine", "");
        Assert.Equal(["delete: 4: readme, current, bin/run, .opsmop-archive.json →"], await _bench.ConvergeAsync(host => host.Archive("/opt/app").Absent()));
        Assert.Equal(["bin"], await _system.ListAsync("/opt/app"));
        await _system.DeleteAsync("/opt/app", recursive: true);
        await _bench.ConvergeAsync(Stripped);
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Absent());
        Assert.Null(await _system.StatAsync("/opt/app"));
    }

    [Fact]
    public async Task Nothing_is_deleted_through_a_link_that_somebody_put_there()
    {
        Provide(Gzip(App()));
        await _bench.ConvergeAsync(Stripped);
        await _system.DeleteAsync("/opt/app/bin", recursive: true);
        _system.WithFile("/usr/bin/run", "system").WithLink("/opt/app/bin", "/usr/bin");
        Assert.Contains("/opt/app/bin is a link", await _bench.FailureAsync(Stripped));
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Absent());
        Assert.Equal("system", await TextAsync("/usr/bin/run"));
    }

    [Fact]
    public async Task A_zip_archive_is_known_by_its_content()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text, bits) in new[] { ("a/run", "run", 0x81ED), ("a/plain", "p", 0), ("a/link", "run", 0xA1FF) })
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = bits << 16;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        Provide(stream.ToArray());
        Assert.Equal(["extract: 4: ., link, plain, run"], await _bench.ConvergeAsync(Stripped));
        Assert.Equal(("0755", "0644"), ((await StatAsync("/opt/app/run")).Mode, (await StatAsync("/opt/app/plain")).Mode));
        Assert.Equal("run", await _system.ReadLinkAsync("/opt/app/link"));
    }

    [Fact]
    public async Task Hard_links_become_files_and_large_files_come_whole()
    {
        var large = new byte[3_000_000];
        RandomNumberGenerator.Fill(large);
        Provide(Gzip(Tar(
            new PaxTarEntry(TarEntryType.RegularFile, "large") { DataStream = new MemoryStream(large) },
            File("a", "a"),
            new PaxTarEntry(TarEntryType.HardLink, "b") { LinkName = "./a" })));
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Source(Source));
        Assert.Equal("a", await TextAsync("/opt/app/b"));
        Assert.True((await _system.ReadAsync("/opt/app/large")).Span.SequenceEqual(large));
    }

    [Fact]
    public async Task An_archive_of_the_host_is_extracted_and_a_plan_looks_into_what_an_earlier_resource_writes()
    {
        Provide(Gzip(App()));
        void Define(Host host)
        {
            host.File("/tmp/app.tgz").Source(Source);
            host.Archive("/opt/app").From("/tmp/app.tgz").Strip(1);
            host.Line("/opt/app/readme", "more").Create();
        }

        Assert.Contains("Archive[/opt/app] extract: 4: ., bin, bin/run, current", await _bench.PlanAsync(Define));
        await _bench.ConvergeAsync(Define);
        Assert.Contains("no file /tmp/none", await _bench.FailureAsync(host => host.Archive("/opt/x").From("/tmp/none")));
    }

    [Fact]
    public async Task Xz_is_unpacked_by_the_hosts_program_in_a_private_folder()
    {
        Provide([0xFD, .. "7zXZ\0packed"u8]);
        Assert.Equal(
            ["Archive[/opt/app] make directory: 0755 app:www", "Archive[/opt/app] extract: files/app.tar.gz"],
            await _bench.PlanAsync(host => host.Archive("/opt/app").Source(Source).Owner("app").Group("www")));
        _system.WithProcess("/bin/sh *", new ProcessResult(127, "", "sh: xz: not found"));
        Assert.Contains("host.Package(\"xz-utils\")", await _bench.FailureAsync(Stripped));
        Assert.Null(await _system.StatAsync("/opt/.app.opsmop-unpack"));

        _system.WithProcess("/bin/sh * xz --decompress --keep -- /opt/.app.opsmop-unpack/archive.xz", _ =>
        {
            _system.WithFile("/opt/.app.opsmop-unpack/archive", App());
            return ProcessResult.Success;
        });
        Assert.Equal(["extract: files/app.tar.gz"], await _bench.ConvergeAsync(Stripped));
        Assert.Equal("run", await TextAsync("/opt/app/bin/run"));
        Assert.Equal(["app"], await _system.ListAsync("/opt"));

        // What has to be put back is known without unpacking.
        await _system.DeleteAsync("/opt/app/bin/run");
        Assert.Equal(["extract: 1: bin/run"], await _bench.ConvergeAsync(Stripped));
    }

    [Fact]
    public async Task An_archive_is_fetched_where_it_is_not_there_yet_and_checked()
    {
        var bytes = App();
        using var server = new Server(_ => (200, Encoding.ASCII.GetString(bytes)));
        var address = server.Address + "/app.tar";
        void Define(Host host) => host.Archive("/opt/app").Url(address).Strip(1).Checksum(Sha256.Of(bytes).Value);
        Assert.Equal(["Archive[/opt/app] make directory: 0755", $"Archive[/opt/app] extract: {address}"], await _bench.PlanAsync(Define));
        Assert.Empty(server.Asked);
        await _bench.ConvergeAsync(Define);
        Assert.Single(server.Asked);

        // Without a checksum, what is there from this address is enough; another checksum is another archive.
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Url(address).Strip(1));
        Assert.Single(server.Asked);
        Assert.Contains("has the checksum", await _bench.FailureAsync(host => host.Archive("/opt/app").Url(address).Strip(1).Checksum(new string('0', 64))));
        Assert.Equal("run", await TextAsync("/opt/app/bin/run"));
    }

    public static TheoryData<string, string> Refused() => new()
    {
        { "may lead out", "../x" },
        { "may lead out", "a/../../x" },
        { "path from the root", "/etc/x" },
        { "leads to ../../x", "a/b -> ../../x" },
        { "leads to /etc", "a -> /etc" },
        { "leads to /opt/app/../x", "a -> /opt/app/../x" },
        { "leads to ../d/up/../..", "d/up -> ../e,e/x,e/deep -> ../d/up/../.." },
        { "leads to b", "a -> b,b -> a" },
        { "is below a, which is a link", "d/x,a -> d,a/x" },
        { "is below a, which is a file", "a,a/x" },
        { "more than once", "x,x" },
        { "may lead out", "h => ../x" },
        { "no file that comes before it", "h => none" },
        { "a device", "pipe |" },
        { "record", "./.opsmop-archive.json" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_leads_out_or_is_no_file_is_refused_before_anything_is_written(string why, string items)
    {
        Provide(Gzip(Tar([.. new[] { File("first", "1") }.Concat(items.Split(',').Select(Entry))])));
        var before = _system.Describe();
        var message = await _bench.FailureAsync(host => host.Archive("/opt/app").Source(Source));
        Assert.Contains(why, message);
        Assert.Equal(before, _system.Describe());
    }

    [Fact]
    public async Task Links_that_stay_within_are_extracted()
    {
        Provide(Gzip(Tar([.. "lib/x.so.1,lib/x.so -> x.so.1,bin/lib -> ../lib,own -> /opt/app/lib,dangling -> none,deep/er -> ../bin/lib/../lib/x.so".Split(',').Select(Entry)])));
        await _bench.ConvergeAsync(host => host.Archive("/opt/app").Source(Source));
        Assert.Equal("../lib", await _system.ReadLinkAsync("/opt/app/bin/lib"));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        Provide("no archive"u8.ToArray());
        Assert.Contains("cannot be read as an archive", await _bench.FailureAsync(Stripped));
        Provide(Gzip(App())[..100]);
        Assert.Contains("files/app.tar.gz", await _bench.FailureAsync(Stripped));
        Provide(Gzip(App()));
        Assert.Contains("nothing of it is left", await _bench.FailureAsync(host => host.Archive("/opt/app").Source(Source).Strip(9)));
        _system.WithDirectory("/opt/app/readme");
        Assert.Contains("/opt/app/readme is a directory", await _bench.FailureAsync(Stripped));
        _system.WithFile("/opt/file", "");
        Assert.Contains("is a file, not a directory", await _bench.FailureAsync(host => host.Archive("/opt/file").Source(Source)));
        Assert.Contains(_bench.Validate(host => host.Archive("/").Source(Source)), finding => finding.Contains("directory of its own", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Archive("/opt/x").Url("file:///tmp/x")), finding => finding.Contains(".From(\"/tmp/x\")", StringComparison.Ordinal));
        Assert.NotEmpty(_bench.Validate(host => host.Archive("/opt/x")));
    }

    private static void Stripped(Host host) => host.Archive("/opt/app").Source(Source).Strip(1);

    private static byte[] App() => Tar(
        new PaxTarEntry(TarEntryType.Directory, "./app-1.0/") { Mode = (UnixFileMode)0b111_101_101 },
        File("./app-1.0/bin/run", "run", 0b111_101_101),
        new PaxTarEntry(TarEntryType.SymbolicLink, "./app-1.0/current") { LinkName = "bin/run" },
        File("./app-1.0/readme", "read me"));

    private static PaxTarEntry File(string name, string text, int mode = 0b110_100_100) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), Mode = (UnixFileMode)mode };

    private static TarEntry Entry(string text) =>
        text.Split(" -> ") is [var link, var target] ? new PaxTarEntry(TarEntryType.SymbolicLink, link) { LinkName = target }
        : text.Split(" => ") is [var hard, var other] ? new PaxTarEntry(TarEntryType.HardLink, hard) { LinkName = other }
        : text.EndsWith(" |", StringComparison.Ordinal) ? new PaxTarEntry(TarEntryType.Fifo, text[..^2])
        : File(text, "text");

    private static byte[] Tar(params TarEntry[] entries)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private void Provide(byte[] archive) => _bench.Sources[Source] = FileContent.FromBytes(archive);

    private async Task<(string Mode, string Owner, string Group)> StatAsync(AbsolutePath path) =>
        await _system.StatAsync(path) is { } have ? (have.Mode.ToString(), have.Owner, have.Group) : default;

    private async Task<string> TextAsync(AbsolutePath path) => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
