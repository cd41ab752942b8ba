using System.Diagnostics;
using System.Text;
using OpsMop.Engine.Diffs;

namespace OpsMop.Engine.Tests.Diffs;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_changed_line_stands_between_three_lines_of_context() =>
        Assert.Equal(
            """
            --- /etc/app.conf
            +++ /etc/app.conf
            @@ -2,7 +2,7 @@
             2
             3
             4
            -five
            +5
             6
             7
             8

            """,
            Render("1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"));

    [Fact]
    public void A_new_file_comes_from_nowhere() => Assert.Equal("--- /dev/null\n+++ /etc/app.conf\n@@ -0,0 +1,2 @@\n+a\n+b\n", Render(null, "a\nb\n"));

    [Fact]
    public void A_deleted_file_goes_to_nowhere() => Assert.Equal("--- /etc/app.conf\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", UnifiedDiff.Render(new ContentDiff("/etc/app.conf", Bytes("a\n"), null)));

    [Fact]
    public void A_missing_line_end_is_told() =>
        Assert.Equal("--- /etc/app.conf\n+++ /etc/app.conf\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n", Render("a", "a\n"));

    [Fact]
    public void Where_nothing_differs_there_is_no_diff() => Assert.Equal("", Render("a\n", "a\n"));

    [Fact]
    public void What_is_no_text_is_one_line()
    {
        Assert.Equal("binary content differs (2 B → 4 B)\n", UnifiedDiff.Render(new ContentDiff("/bin/x", new byte[] { 0xff, 0xfe }, FileContent.FromBytes(new byte[] { 1, 0, 2, 3 }))));
        Assert.Equal("binary content differs (nothing → 12.3 kB)\n", UnifiedDiff.Render(new ContentDiff("/bin/x", null, FileContent.FromBytes(new byte[12_345]))));
        Assert.Equal("binary content differs (2 B → 1.2 MB)\n", Render("a\n", new string('x', 1_200_000)));
    }

    [Fact]
    public void What_is_fetched_later_is_not_fetched_for_a_diff() =>
        Assert.Equal("content from elsewhere, fetched when it is applied\n", UnifiedDiff.Render(new ContentDiff("/x", Bytes("a"), FileContent.Deferred(_ => throw new InvalidOperationException("It was opened.")))));

    [Fact]
    public void A_secret_is_masked_on_both_sides_and_other_old_lines_are_not_shown()
    {
        Text wanted = $"user=app\npassword={Secret.Adopt("new-secret-1")}\nport=1\n";
        var diff = UnifiedDiff.Render(new ContentDiff("/etc/db.conf", Bytes("user=app\npassword=old-secret-1\nport=1\nextra=old-secret-2\n"), FileContent.FromText(wanted)));

        Assert.Equal("--- /etc/db.conf\n+++ /etc/db.conf\n@@ -1,4 +1,3 @@\n user=app\n-***\n+password=***\n port=1\n-***\n", diff);
    }

    [Fact]
    public void A_secret_that_stays_is_masked_in_the_context()
    {
        Text wanted = $"password={Secret.Adopt("stays-secret")}\nport=2\n";
        var diff = UnifiedDiff.Render(new ContentDiff("/etc/db.conf", Bytes("password=stays-secret\nport=1\n"), FileContent.FromText(wanted)));

        Assert.Equal("--- /etc/db.conf\n+++ /etc/db.conf\n@@ -1,2 +1,2 @@\n password=***\n-***\n+port=2\n", diff);
    }

    [Fact]
    public void A_secret_of_several_lines_is_masked_line_by_line()
    {
        Text wanted = $"begin\n{Secret.Adopt("key-line-one\nkey-line-two")}\nend\n";
        Assert.Equal("--- /dev/null\n+++ /k\n@@ -0,0 +1,4 @@\n+begin\n+***\n+***\n+end\n", UnifiedDiff.Render(new ContentDiff("/k", null, FileContent.FromText(wanted))));
    }

    [Fact]
    public void Secret_bytes_are_one_line_without_their_size() =>
        Assert.Equal("secret content differs\n", UnifiedDiff.Render(new ContentDiff("/k", Bytes("old\n"), FileContent.FromBytes(Bytes("new\n"), secret: true))));

    [Fact]
    public void What_an_earlier_run_kept_secret_is_not_shown_when_it_goes()
    {
        Assert.Equal("secret content is removed\n", UnifiedDiff.Render(new ContentDiff("/k", Bytes("old\n"), null) { HidesBefore = true }));
        Assert.DoesNotContain("hidden", UnifiedDiff.Render(new ContentDiff("/k", Bytes("hidden\nsame\n"), FileContent.FromText("same\n")) { HidesBefore = true }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_random_secret_and_no_line_that_only_the_old_file_has_is_ever_seen(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var secret = $"s3cr3t-{random.Next():x8}" + (random.Next(3) == 0 ? $"\nm0re-{random.Next():x8}" : "");
            Text wanted = $"{Lines(random)}{Word(random)}{Secret.Adopt(secret)}{Word(random)}\n{Lines(random)}";
            var old = Lines(random) + (random.Next(2) == 0 ? $"x{secret}\n" : "") + $"0ld-{random.Next():x8}\n" + Lines(random);
            var diff = UnifiedDiff.Render(new ContentDiff("/f", Bytes(old), FileContent.FromText(wanted)));

            Assert.All(secret.Split('\n'), line => Assert.DoesNotContain(line, diff, StringComparison.Ordinal));
            Assert.DoesNotContain("0ld-", diff, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Patch_makes_the_new_file_of_the_old_one(int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("opsmop-diff-").FullName;
        try
        {
            for (var round = 0; round < 60; round++)
            {
                string before = Lines(random), after = random.Next(3) == 0 ? Lines(random) : Edited(random, before);
                before = random.Next(4) == 0 ? before.TrimEnd('\n') : before;
                after = random.Next(4) == 0 ? after.TrimEnd('\n') : after;
                var path = Path.Combine(folder, "file");
                File.WriteAllText(path, before);
                File.WriteAllText(path + ".diff", Render(before, after));
                if (before != after)
                {
                    using var patch = Process.Start(new ProcessStartInfo("patch", ["--binary", "--silent", "--no-backup-if-mismatch", "--force", path, path + ".diff"]) { RedirectStandardOutput = true })!;
                    var said = patch.StandardOutput.ReadToEnd();
                    patch.WaitForExit();
                    Assert.True(patch.ExitCode == 0, $"{said}\n{File.ReadAllText(path + ".diff")}");
                    if (after.Length == 0)
                    {
                        // patch removes what it empties.
                        Assert.True(!File.Exists(path) || new FileInfo(path).Length == 0);
                        continue;
                    }
                }

                Assert.Equal(after, File.ReadAllText(path));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Two_large_files_with_nothing_in_common_take_no_time_to_speak_of()
    {
        var watch = Stopwatch.StartNew();
        Render(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"a{i}\n")), string.Concat(Enumerable.Range(0, 60_000).Select(i => $"b{i}\n")));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    private static string Render(string? before, string after) =>
        UnifiedDiff.Render(new ContentDiff("/etc/app.conf", before is null ? (ReadOnlyMemory<byte>?)null : Bytes(before), FileContent.FromBytes(Bytes(after))));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Word(Random random) => random.Next(6) switch { 0 => "", 1 => "alpha", 2 => "beta", 3 => "alpha\r", 4 => "-- x", _ => "ü" + random.Next(3) };

    private static string Lines(Random random) => string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => Word(random) + "\n"));

    private static string Edited(Random random, string text)
    {
        var lines = text.Split('\n').ToList();
        for (var i = 0; i < random.Next(1, 4); i++)
        {
            var at = random.Next(lines.Count);
            if (random.Next(2) == 0)
            {
                lines.Insert(at, Word(random));
            }
            else
            {
                lines[at] = Word(random);
            }
        }

        return string.Join('\n', lines);
    }
}
