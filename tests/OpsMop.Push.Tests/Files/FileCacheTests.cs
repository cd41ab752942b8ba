using System.Text;
using OpsMop.Push.Files;

namespace OpsMop.Push.Tests.Files;

public sealed class FileCacheTests : IDisposable
{
    private static readonly byte[] s_content = Encoding.UTF8.GetBytes("one\ntwo\nthree\n");
    private static readonly Sha256 s_hash = Sha256.Of(s_content);

    private readonly ControllerFolder _disk = new();
    private readonly FileServer _server;

    public FileCacheTests()
    {
        _disk.Write("program/files/a", s_content);
        _server = new FileServer(_disk.At("program"));
    }

    private string Cache => _disk.At("host/cache");

    private string Whole => $"{Cache}/{s_hash}";

    private string Part => Whole + ".part";

    public void Dispose()
    {
        _server.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public async Task What_a_broken_connection_has_cut_off_goes_on_where_it_ended_wherever_that_was()
    {
        for (var at = 0; at <= s_content.Length; at++)
        {
            var channel = await ChannelAsync();
            channel.BreaksAfter = at;
            if (at < s_content.Length)
            {
                await Assert.ThrowsAsync<IOException>(() => ReadAsync(channel));
                Assert.Equal(at, new FileInfo(Part).Length);
                Assert.False(File.Exists(Whole));
            }

            channel.BreaksAfter = int.MaxValue;
            Assert.Equal(s_content, await ReadAsync(channel));
            Assert.Equal(at < s_content.Length ? at : 0, channel.Asked[^1].Offset);
            Assert.Equal(s_content.Length, channel.Carried);
            Assert.Equal([s_hash.Value], Directory.GetFiles(Cache).Select(Path.GetFileName));
            File.Delete(Whole);
        }
    }

    [Fact]
    public async Task What_is_here_is_not_sent_again_and_only_its_owner_may_read_it()
    {
        var channel = await ChannelAsync();
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Single(channel.Asked);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Whole));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Cache));
    }

    [Theory]
    [InlineData("XXX", 2)]
    [InlineData("one\ntwo\nthree\nX", 1)]
    [InlineData("XXX\ntwo\nthree\n", 1)]
    [InlineData("XXX\ntwo\nthree\nand more", 1)]
    [InlineData("one\ntwo\nthree\n", 0)]
    public async Task A_beginning_that_is_not_one_is_begun_anew(string kept, int asked)
    {
        var channel = await ChannelAsync();
        _disk.Write($"host/cache/{s_hash}.part", kept);
        MakePrivate();
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Equal(asked, channel.Asked.Count);
    }

    [Fact]
    public async Task What_has_been_damaged_here_is_fetched_again()
    {
        var channel = await ChannelAsync();
        _disk.Write($"host/cache/{s_hash}", "damaged");
        MakePrivate();
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Single(channel.Asked);
        Assert.Equal(s_content, File.ReadAllBytes(Whole));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_bytes_are_never_given(bool canKeep)
    {
        var channel = await ChannelAsync();
        channel.Tamper = bytes => bytes[^1]++;
        if (!canKeep)
        {
            _disk.Write("host/cache", "a file is in the way");
        }

        var fault = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(channel));
        Assert.Contains("does not have the SHA-256", fault.Message);
        Assert.Empty(canKeep ? Directory.GetFiles(Cache) : []);
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_it_is_passed_through()
    {
        var channel = await ChannelAsync();
        _disk.Write("host/cache", "a file is in the way");
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Equal(2, channel.Asked.Count);
    }

    [Fact]
    public async Task A_folder_that_others_may_write_to_is_not_used()
    {
        var channel = await ChannelAsync();
        Directory.CreateDirectory(Cache);
        File.SetUnixFileMode(Cache, (UnixFileMode)0b111_111_111);
        Assert.Equal(s_content, await ReadAsync(channel));
        Assert.Empty(Directory.GetFiles(Cache));
    }

    [Fact]
    public async Task Another_run_that_fetches_the_same_is_not_disturbed()
    {
        var channel = await ChannelAsync();
        _disk.Write($"host/cache/{s_hash}.part", "one");
        MakePrivate();
        using (new FileStream(Part, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(s_content, await ReadAsync(channel));
        }

        Assert.Equal("one", File.ReadAllText(Part));
    }

    [Fact]
    public async Task The_same_content_twice_at_the_same_time_is_fetched_once()
    {
        var channel = await ChannelAsync();
        var cache = new FileCache(Cache);
        var streams = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cache.OpenAsync(s_hash, s_content.Length, channel, default).AsTask()));
        Assert.Single(channel.Asked);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public void What_was_used_longest_ago_goes_first_and_what_is_not_ours_stays()
    {
        var cache = new FileCache(Cache, limit: 250);
        var names = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var content = new byte[100];
            content[0] = (byte)i;
            cache.Keep(content);
            names.Add(Sha256.Of(content).Value);
            File.SetLastWriteTimeUtc($"{Cache}/{names[^1]}", DateTime.UtcNow.AddMinutes(i - 10));
        }

        var (young, old) = ($"{new string('a', 64)}.part", $"{new string('b', 64)}.part");
        File.WriteAllText($"{Cache}/{young}", "y");
        File.WriteAllText($"{Cache}/{old}", "o");
        File.SetLastWriteTimeUtc($"{Cache}/{old}", DateTime.UtcNow.AddDays(-8));
        File.WriteAllText($"{Cache}/passwd", new string('x', 1000));
        File.SetLastWriteTimeUtc($"{Cache}/passwd", DateTime.UtcNow.AddDays(-80));
        cache.Prune();
        Assert.Equal(((string[])[names[2], names[3], young, "passwd"]).Order(StringComparer.Ordinal), Directory.GetFiles(Cache).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_manifest_of_an_earlier_run_needs_no_bytes()
    {
        var host = await _server.ForHostAsync([new SharingRole()], [], default);
        Assert.Null(await new FileCache(Cache).ReadAsync(host.ManifestHash, default));
        new FileCache(Cache).Keep(host.Manifest.Span);
        var kept = await new FileCache(Cache).ReadAsync(host.ManifestHash, default);
        Assert.Equal("files/a", Assert.Single(PreparedFiles.Unpack(kept!).Folders[0].Entries).Path);
    }

    private void MakePrivate() => File.SetUnixFileMode(Cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private async Task<MemoryChannel> ChannelAsync() => new(await _server.ForHostAsync([new SharingRole()], [], default));

    private async Task<byte[]> ReadAsync(MemoryChannel channel)
    {
        await using var stream = await new FileCache(Cache).OpenAsync(s_hash, s_content.Length, channel, default);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
