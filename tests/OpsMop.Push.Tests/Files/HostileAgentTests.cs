using System.Text;
using OpsMop.Push.Files;

namespace OpsMop.Push.Tests.Files;

public sealed class HostileAgentTests : IDisposable
{
    private readonly ControllerFolder _disk = new();
    private readonly FileServer _server;

    public HostileAgentTests()
    {
        _disk.Write("program/files/motd", "hello\n");
        _disk.Write("shadow", "root:secret");
        Directory.CreateDirectory(_disk.At("collected"));
        _server = new FileServer(_disk.At("program"));
    }

    public void Dispose()
    {
        _server.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public async Task A_content_that_was_not_offered_is_not_given()
    {
        var host = await HostAsync();
        string[] wishes =
        [
            Sha256.Of("root:secret"u8).Value, Sha256.Of("hello\n"u8).Value.ToUpperInvariant(), "sha256:" + Sha256.Of("hello\n"u8).Value, "", "../../shadow", _disk.At("shadow"), "files/motd", "\u001b[2J",
            new string('a', 100_000),
        ];
        foreach (var wish in wishes)
        {
            var refused = await Assert.ThrowsAsync<HostileAgentException>(() => host.OpenAsync(wish, 0, default).AsTask());
            Assert.Contains("may have been taken over", refused.Message);
            Assert.DoesNotContain('\u001b', refused.Message);
            Assert.InRange(refused.Message.Length, 0, 400);
        }

        foreach (var offset in (long[])[-1, 7, long.MaxValue, long.MinValue])
        {
            await Assert.ThrowsAsync<HostileAgentException>(() => host.OpenAsync(Sha256.Of("hello\n"u8).Value, offset, default).AsTask());
        }
    }

    [Fact]
    public async Task What_another_role_shares_is_not_for_hosts_without_it()
    {
        await _server.ForHostAsync([new SharingRole(files => files.Allow(_disk.At("shadow")))], [], default);
        var host = await HostAsync();
        await Assert.ThrowsAsync<HostileAgentException>(() => host.OpenAsync(Sha256.Of("root:secret"u8).Value, 0, default).AsTask());
    }

    [Fact]
    public async Task A_link_that_takes_the_place_of_a_file_gives_nothing()
    {
        var host = await HostAsync();
        File.Delete(_disk.At("program/files/motd"));
        _disk.Link("program/files/motd", _disk.At("shadow"));
        var refused = await Assert.ThrowsAsync<FileChangedException>(() => host.OpenAsync(Sha256.Of("hello\n"u8).Value, 0, default).AsTask());
        Assert.Contains("has changed on the controller", refused.Message);

        // Not even to the same bytes: it is another file.
        File.Delete(_disk.At("program/files/motd"));
        _disk.Link("program/files/motd", _disk.Write("copy", "hello\n"));
        await Assert.ThrowsAsync<FileChangedException>(() => host.OpenAsync(Sha256.Of("hello\n"u8).Value, 0, default).AsTask());
    }

    [Fact]
    public async Task A_folder_on_the_way_that_becomes_a_link_gives_nothing()
    {
        var host = await HostAsync();
        Directory.Move(_disk.At("program/files"), _disk.At("program/gone"));
        _disk.Write("evil/motd", "evil!\n");
        Directory.CreateSymbolicLink(_disk.At("program/files"), _disk.At("evil"));
        await Assert.ThrowsAsync<FileChangedException>(() => host.OpenAsync(Sha256.Of("hello\n"u8).Value, 0, default).AsTask());
    }

    [Fact]
    public async Task A_file_that_changes_during_the_push_is_never_sent_as_what_it_was()
    {
        // One that keeps size and time, small and large.
        var large = new byte[(6 << 20) + 5];
        new Random(3).NextBytes(large);
        foreach (var (name, content) in ((string, byte[])[])[("small", Encoding.UTF8.GetBytes("before")), ("large", large)])
        {
            var path = _disk.Write($"program/files/{name}", content);
            var time = DateTime.UtcNow.AddHours(-1);
            File.SetLastWriteTimeUtc(path, time);
            using var server = new FileServer(_disk.At("program"));
            var host = await server.ForHostAsync([new SharingRole()], [], default);
            await using (var right = await host.OpenAsync(Sha256.Of(content).Value, content.Length - 3, default))
            {
                using var rest = new MemoryStream();
                await right.CopyToAsync(rest);
                Assert.Equal(content[^3..], rest.ToArray());
            }

            using (var file = File.OpenWrite(path))
            {
                file.WriteByte((byte)(content[0] + 1));
            }

            File.SetLastWriteTimeUtc(path, time);
            using var got = new MemoryStream();
            await Assert.ThrowsAsync<FileChangedException>(async () =>
            {
                await using var wrong = await host.OpenAsync(Sha256.Of(content).Value, 0, default);
                await wrong.CopyToAsync(got);
            });
            Assert.True(got.Length < content.Length);
        }
    }

    [Fact]
    public async Task A_file_is_brought_only_below_a_folder_that_takes_it()
    {
        var host = await HostAsync(files => files.Receive(_disk.At("collected")));
        string[] places = [_disk.At("shadow"), _disk.At("collected"), _disk.At("collected/../shadow"), _disk.At("collected") + "/", _disk.At("collected2/a"), "collected/a", "/etc/passwd", ""];
        foreach (var place in places)
        {
            await Assert.ThrowsAsync<HostileAgentException>(() => BringAsync(host, place, "x"));
            await Assert.ThrowsAsync<HostileAgentException>(() => host.HasAsync(place, Sha256.Of("x"u8).Value, default).AsTask());
        }

        Assert.Equal("root:secret", File.ReadAllText(_disk.At("shadow")));
        await Assert.ThrowsAsync<HostileAgentException>(async () => await BringAsync(await HostAsync(), _disk.At("collected/a"), "x"));
        Assert.Empty(Directory.GetFileSystemEntries(_disk.At("collected")));
    }

    [Fact]
    public async Task No_link_leads_out_of_the_folder_that_takes_files()
    {
        Directory.CreateDirectory(_disk.At("out"));
        _disk.Link("collected/absolute", _disk.At("out"));
        _disk.Link("collected/relative", "../out");
        _disk.Link("collected/file", _disk.At("shadow"));
        var host = await HostAsync(files => files.Receive(_disk.At("collected")));
        foreach (var name in (string[])["absolute/a", "relative/a", "absolute/deep/a"])
        {
            await Record.ExceptionAsync(() => BringAsync(host, _disk.At($"collected/{name}"), "x"));
        }

        await BringAsync(host, _disk.At("collected/file"), "x");
        Assert.Empty(Directory.GetFileSystemEntries(_disk.At("out")));
        Assert.Equal("root:secret", File.ReadAllText(_disk.At("shadow")));
        Assert.Null(new FileInfo(_disk.At("collected/file")).LinkTarget);
        Assert.False(await host.HasAsync(_disk.At("collected/relative/../shadow".Replace("relative/../", "")), Sha256.Of("root:secret"u8).Value, default));
    }

    [Fact]
    public async Task A_file_is_brought_whole_or_not_at_all_and_for_its_owner_only()
    {
        var host = await HostAsync(files => files.Receive(_disk.At("collected")));
        var place = _disk.At("collected/web1/app.log");
        Assert.False(await host.HasAsync(place, Sha256.Of("log"u8).Value, default));
        await BringAsync(host, place, "log");
        Assert.Equal("log", File.ReadAllText(place));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(place)!));
        Assert.True(await host.HasAsync(place, Sha256.Of("log"u8).Value, default));
        Assert.False(await host.HasAsync(place, Sha256.Of("other"u8).Value, default));

        // Shorter, longer and other than announced.
        await Assert.ThrowsAsync<HostileAgentException>(() => host.WriteAsync(place, 3, Sha256.Of("new"u8).Value, Content("ne"), default).AsTask());
        await Assert.ThrowsAsync<HostileAgentException>(() => host.WriteAsync(place, 3, Sha256.Of("newer"u8).Value, Content("newer"), default).AsTask());
        await Assert.ThrowsAsync<HostileAgentException>(() => host.WriteAsync(place, 3, Sha256.Of("new"u8).Value, Content("old"), default).AsTask());
        await Assert.ThrowsAsync<HostileAgentException>(() => host.WriteAsync(place, -1, Sha256.Of("new"u8).Value, Content("new"), default).AsTask());
        await Assert.ThrowsAsync<HostileAgentException>(() => host.WriteAsync(place, 3, "new", Content("new"), default).AsTask());
        Assert.Equal("log", File.ReadAllText(place));
        Assert.Equal(["app.log"], Directory.GetFileSystemEntries(_disk.At("collected/web1")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_host_does_not_fill_the_controllers_disk()
    {
        var host = await HostAsync(files => files.Receive(_disk.At("collected"), limit: 10));
        await BringAsync(host, _disk.At("collected/a"), "123456");
        var refused = await Assert.ThrowsAsync<ProviderException>(() => BringAsync(host, _disk.At("collected/b"), "12345"));
        Assert.Contains("the role allows 10", refused.Message);
        Assert.False(File.Exists(_disk.At("collected/b")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_as_the_controllers_own_fault()
    {
        var host = await HostAsync(files => files.Receive(_disk.At("nothing")));
        var refused = await Assert.ThrowsAsync<ProviderException>(() => BringAsync(host, _disk.At("nothing/a"), "x"));
        Assert.Contains("The controller cannot take files into", refused.Message);
    }

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text), writable: false);

    private static Task BringAsync(HostFiles host, string path, string text) =>
        host.WriteAsync(path, text.Length, Sha256.Of(Encoding.UTF8.GetBytes(text)).Value, Content(text), default).AsTask();

    private async Task<HostFiles> HostAsync(Action<SharedFiles>? share = null) => await _server.ForHostAsync([new SharingRole(share)], [], default);
}
