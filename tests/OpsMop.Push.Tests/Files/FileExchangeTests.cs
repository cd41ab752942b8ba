using OpsMop.Push.Files;
using OpsMop.Push.Protocol;
using OpsMop.Push.Remote;

namespace OpsMop.Push.Tests.Files;

/// <summary>The agent's end of the list of files: whether it asks for it.</summary>
public sealed class FileExchangeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-exchange-").FullName;
    private readonly MemoryStream _said = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_list_that_comes_along_is_not_asked_for()
    {
        var files = await FilesAsync();
        var exchange = Exchange();
        await exchange.TakeAsync(new Frame(FrameKind.Manifest, files.Manifest));

        Assert.NotNull((await exchange.OpenAsync(files.ManifestHash.Value, default)).Sources);
        Assert.Equal(0, _said.Length);
    }

    [Fact]
    public async Task A_list_that_does_not_is_asked_for_once_and_known_in_the_next_run()
    {
        var files = await FilesAsync();
        await AskedAsync(Exchange(), files, files.Manifest);
        Assert.Equal((byte)FrameKind.ManifestWanted, _said.ToArray()[4]);
        Assert.Equal(FrameWriter.HeaderSize, _said.Length);

        Assert.NotNull((await Exchange().OpenAsync(files.ManifestHash.Value, default)).Sources);
        Assert.Equal(FrameWriter.HeaderSize, _said.Length);
    }

    [Fact]
    public async Task Another_list_than_the_announced_one_is_refused() =>
        await Assert.ThrowsAsync<ProtocolException>(async () => await AskedAsync(Exchange(), await FilesAsync(), new byte[] { 1, 2, 3 }));

    private FileExchange Exchange() => new(new FrameWriter(_said), new FileCache(Path.Combine(_folder, "cache")));

    private async Task AskedAsync(FileExchange exchange, HostFiles files, ReadOnlyMemory<byte> answer)
    {
        var opening = exchange.OpenAsync(files.ManifestHash.Value, default).AsTask();
        while (_said.Length == 0)
        {
            await Task.Delay(10);
        }

        await exchange.TakeAsync(new Frame(FrameKind.Manifest, answer));
        Assert.NotNull((await opening).Sources);
    }

    private async Task<HostFiles> FilesAsync()
    {
        using var server = new FileServer(_folder);
        return await server.ForHostAsync([], [], default);
    }
}
