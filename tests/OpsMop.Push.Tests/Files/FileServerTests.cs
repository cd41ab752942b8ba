using OpsMop.Push.Files;

namespace OpsMop.Push.Tests.Files;

public sealed class FileServerTests : IDisposable
{
    private readonly ControllerFolder _disk = new();
    private readonly FileHashes _hashes = new();
    private readonly FileServer _server;

    public FileServerTests()
    {
        _disk.Write("program/files/motd", "hello\n");
        _disk.Write("program/Policy.dll", "code");
        _disk.Write("elsewhere/passwd", "root:x:0:0");
        _server = new FileServer(_disk.At("program") + "/", _hashes);
    }

    public void Dispose()
    {
        _server.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public async Task Beside_the_program_only_files_and_templates_are_served()
    {
        _disk.Write("program/templates/a.j2", "x");
        _disk.Write("program/conf/a", "x");
        _disk.Write("program/files/.git/HEAD", "x");
        Assert.Equal(["files/motd", "templates/a.j2"], await ServedAsync());
    }

    [Fact]
    public async Task While_developing_the_project_is_served_without_its_sources_and_data()
    {
        foreach (var path in (string[])["P.csproj", "Policy.cs", "Roles/Web.cs", "Roles/conf/web.ini", "files/motd", "files/new", "bin/x", "environments/prod.yaml", "secrets/prod.age", ".git/HEAD"])
        {
            _disk.Write($"project/{path}", path);
        }

        Assert.Equal(["Roles/conf/web.ini", "files/motd", "files/new"], (await ServedAsync(policyFile: _disk.At("project/Roles/Web.cs"))).Order(StringComparer.Ordinal));

        // What the build has copied is found beside the program; the project's own is not listed twice.
        var project = (await ManifestAsync(policyFile: _disk.At("project/Roles/Web.cs"))).Folders[1];
        Assert.Equal(["Roles/conf/web.ini", "files/new"], project.Entries.Select(entry => entry.Path));
        Assert.Empty(project.Gaps);
    }

    [Fact]
    public async Task A_program_of_one_file_shares_files_and_templates_beside_it_and_not_the_folder_that_it_is_in()
    {
        _disk.Write("home/hello.cs", "x");
        _disk.Write("home/diary.txt", "x");
        _disk.Write("home/templates/a.j2", "x");
        Assert.Equal(["files/motd", "templates/a.j2"], await ServedAsync(policyFile: _disk.At("home/hello.cs")));
    }

    [Fact]
    public async Task A_published_program_says_nothing_of_its_project() => Assert.Equal(["files/motd"], await ServedAsync(policyFile: "./Policy.cs"));

    [Fact]
    public async Task A_role_allows_a_folder_some_files_of_a_folder_and_a_file()
    {
        _disk.Write("artifacts/a.war", "a");
        _disk.Write("artifacts/deep/b.war", "b");
        _disk.Write("artifacts/notes.txt", "n");
        _disk.Write("keys/id_rsa", "k");
        _disk.Write("program/conf/c", "c");
        var (artifacts, key) = (_disk.At("artifacts"), _disk.At("keys/id_rsa"));
        Assert.Equal([$"{artifacts}/a.war", $"{artifacts}/deep/b.war", $"{artifacts}/notes.txt", "files/motd"], Sorted(await ServedAsync(files => files.Allow(artifacts))));
        Assert.Equal([$"{artifacts}/a.war", $"{artifacts}/deep/b.war", "files/motd"], Sorted(await ServedAsync(files => files.Allow(artifacts + "/", "*.war"))));
        Assert.Equal([$"{artifacts}/a.war", "files/motd"], Sorted(await ServedAsync(files => files.Allow(artifacts, "*.war").Deny("deep"))));
        Assert.Equal([key, "files/motd"], await ServedAsync(files => files.Allow(key)));
        Assert.Equal(["files/motd"], await ServedAsync(files => files.Allow(key).Deny("id_*")));
        Assert.Equal(["files/motd"], await ServedAsync(files => files.Allow(_disk.At("keys"))));
        Assert.Equal([key, "files/motd"], await ServedAsync(files => files.Allow(_disk.At("keys")).AllowPattern("id_rsa")));
        Assert.Equal(["conf/c", "files/motd"], Sorted(await ServedAsync(files => files.Allow("conf"))));
        Assert.Equal(["files/motd"], await ServedAsync(files => files.Allow(_disk.At("nothing"))));
        Assert.Equal(["files/motd"], await ServedAsync());
    }

    [Fact]
    public async Task A_public_keyring_is_no_secret()
    {
        _disk.Write("program/files/docker.gpg", [0x99, 0x02, 0x0D]);
        _disk.Write("program/files/armoured.gpg", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n");
        _disk.Write("program/files/prod.gpg", [0x85, 0x02, 0x0C]);
        Assert.Equal(["files/armoured.gpg", "files/docker.gpg", "files/motd"], await ServedAsync());
    }

    [Fact]
    public async Task A_link_is_followed_to_what_is_served_and_no_further()
    {
        _disk.Write("program/files/secrets/key", "s");
        _disk.Link("program/files/good", "motd");
        _disk.Link("program/files/bad", _disk.At("elsewhere/passwd"));
        _disk.Link("program/files/up", "../../elsewhere/passwd");
        _disk.Link("program/files/program", "../Policy.dll");
        _disk.Link("program/files/innocent", "secrets/key");
        _disk.Link("program/files/folder", "../../elsewhere");
        _disk.Link("program/files/nowhere", "no");
        _disk.Link("program/files/circle", "circle");
        Assert.Equal(["files/good", "files/motd"], await ServedAsync());
        var gaps = (await ManifestAsync()).Folders[0].Gaps;
        Assert.Equal(
            ["files/bad LeadsOut", "files/folder LinkToFolder", "files/innocent LeadsOut", "files/program LeadsOut", "files/secrets Secret", "files/up LeadsOut"],
            gaps.Select(gap => $"{gap.Path} {gap.Gap}"));
        Assert.Contains("files/bad", await ServedAsync(files => files.Allow(_disk.At("elsewhere/passwd"))));
    }

    [Fact]
    public async Task A_pipe_and_a_socket_keep_nobody_waiting()
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_disk.At("program/files/socket")));
        Assert.Equal(["files/motd"], await ServedAsync());
    }

    [Fact]
    public async Task Hosts_with_the_same_rules_have_one_manifest_and_each_file_is_read_once()
    {
        File.SetLastWriteTimeUtc(_disk.At("program/files/motd"), DateTime.UtcNow.AddMinutes(-1));
        var one = await HostAsync();
        var other = await HostAsync();
        var third = await HostAsync(files => files.Deny("*.bak"));
        Assert.Equal(one.ManifestHash, other.ManifestHash);
        Assert.NotEqual(one.ManifestHash, third.ManifestHash);
        Assert.Equal(1, _hashes.Computed);
    }

    [Fact]
    public async Task What_one_role_of_a_host_denies_no_other_gives()
    {
        _disk.Write("program/files/a.key", "k");
        using var server = new FileServer(_disk.At("program"));
        var host = await server.ForHostAsync([new SharingRole(files => files.AllowPattern("*.key")), new SharingRole(files => files.Deny("*.key"))], [], default);
        Assert.Equal(["files/motd"], PreparedFiles.Unpack(host.Manifest).Folders.SelectMany(folder => folder.Entries).Select(entry => entry.Path));
    }

    [Fact]
    public async Task A_wrong_rule_is_a_fault_of_the_policy()
    {
        var fault = await Assert.ThrowsAsync<Engine.InvalidPolicyException>(() => HostAsync(files => files.Allow("/")));
        Assert.Contains("FileServerTests.cs", fault.Message);
    }

    private static string[] Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];

    private async Task<HostFiles> HostAsync(Action<SharedFiles>? share = null, string? policyFile = null) =>
        await _server.ForHostAsync([new SharingRole(share)], policyFile is null ? [] : [policyFile], default);

    private async Task<FileManifest> ManifestAsync(Action<SharedFiles>? share = null, string? policyFile = null) =>
        PreparedFiles.Unpack((await HostAsync(share, policyFile)).Manifest);

    /// <summary>The paths that are served, as a policy names them.</summary>
    private async Task<string[]> ServedAsync(Action<SharedFiles>? share = null, string? policyFile = null)
    {
        // Each question is a push of its own.
        using var server = new FileServer(_disk.At("program"));
        var host = await server.ForHostAsync([new SharingRole(share)], policyFile is null ? [] : [policyFile], default);
        return Sorted(PreparedFiles.Unpack(host.Manifest).Folders
            .SelectMany(folder => folder.Entries.Select(entry => (folder.Kind == Engine.Sources.SharedFolderKind.Allowed ? "/" : "") + entry.Path)).Distinct());
    }
}
