using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests;

/// <summary>Something mounted for one test.</summary>
public sealed class MountedFolder : IDisposable
{
    private readonly AbsolutePath _path;

    private MountedFolder(AbsolutePath path) => _path = path;

    public static async Task<MountedFolder> MountAsync(AbsolutePath path, params string[] arguments)
    {
        var result = await new LocalSystem().RunAsync(new ProcessRequest(["mount", .. arguments, path.Value]));
        Assert.True(result.Succeeded, result.Error);
        return new MountedFolder(path);
    }

    public void Dispose() => new LocalSystem().QueryAsync(new ProcessRequest(["umount", "-l", _path.Value])).AsTask().GetAwaiter().GetResult();
}
