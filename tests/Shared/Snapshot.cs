using System.Runtime.CompilerServices;

namespace OpsMop.Tests;

/// <summary>
/// Compares text with a file beside the test, by Verify's convention: <c>Class.Test.verified.txt</c> is the truth, <c>.received.txt</c> is what came
/// instead. Accept a change by renaming the one to the other. (Verify cannot be had here; it can take over with the same files.)
/// </summary>
internal static class Snapshot
{
    public static void Matches(string actual, string? part = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var name = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{member}{(part is null ? "" : "." + part)}");
        var (verified, received) = (name + ".verified.txt", name + ".received.txt");
        var text = actual.ReplaceLineEndings("\n");
        if (File.Exists(verified) && File.ReadAllText(verified).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"The output differs from {verified}; see {received}, and rename it if it is right.");
    }
}
