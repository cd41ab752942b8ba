using OpsMop.Engine.Sources;
using OpsMop.Push.Files;

namespace OpsMop.Push.Tests.Files;

public sealed class FileManifestTests
{
    [Fact]
    public void What_is_printed_is_read_again_whatever_it_is()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var made = Make(new Random(seed));
            var printed = made.Print();
            var read = FileManifest.Parse(printed);
            Assert.Equal(made.Rules.Allowed, read.Rules.Allowed);
            Assert.Equal(made.Rules.Denied, read.Rules.Denied);
            Assert.Equal(made.Allowed, read.Allowed);
            Assert.Equal(made.Received, read.Received);
            Assert.Equal(made.Folders.Select(folder => (folder.Kind, folder.Path)), read.Folders.Select(folder => (folder.Kind, folder.Path)));
            Assert.Equal(made.Folders.SelectMany(folder => folder.Entries), read.Folders.SelectMany(folder => folder.Entries));
            Assert.Equal(made.Folders.SelectMany(folder => folder.Gaps), read.Folders.SelectMany(folder => folder.Gaps));
            Assert.Equal(printed, read.Print());
        }
    }

    [Fact]
    public void What_is_cut_off_or_goes_on_is_no_manifest()
    {
        var printed = Make(new Random(7)).Print();
        for (var length = 0; length < printed.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => FileManifest.Parse(printed.AsMemory(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => FileManifest.Parse((byte[])[.. printed, 0]));
        Assert.Throws<InvalidDataException>(() => PreparedFiles.Unpack(printed));
    }

    private static FileManifest Make(Random random)
    {
        string[] words = ["a", "files", "ä ö", "line\nbreak", "deep/er", "", "x.age", "日本", "*.war"];
        string Word() => words[random.Next(words.Length)];
        List<T> Some<T>(Func<int, T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(make)];
        Sha256 Hash()
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            return Sha256.FromHash(bytes);
        }

        return new FileManifest(
            Some(_ => new ManifestFolder(
                (SharedFolderKind)random.Next(4),
                Word(),
                Some(i => new ManifestEntry($"{i}{Word()}", random.NextInt64(), Hash(), random.Next(2) == 0)),
                Some(i => ($"{i}{Word()}", (ManifestGap)random.Next(1, 5))))),
            new FileRules(Some(_ => Word()), Some(_ => Word())),
            Some(_ => (Word(), random.Next(2) == 0 ? null : Word())),
            Some(i => ((AbsolutePath)$"/srv/{i}", random.NextInt64())));
    }
}
