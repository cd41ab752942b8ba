using System.Runtime.CompilerServices;

namespace OpsMop.Tests;

/// <summary>
/// Compares text with a file beside the test, by Verify's convention: <c>Class.Test.verified.txt</c> is the truth, <c>.received.txt</c> is what came
/// instead; UPDATE_SNAPSHOTS=1 accepts what differs. (Verify cannot be had here; it can take over with the same files.)
/// </summary>
internal static class Snapshot
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static void Matches(string actual, string? part = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        MatchesFile(actual, Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{member}{(part is null ? "" : "." + part)}.verified.txt"));

    public static void MatchesFile(string actual, string verified)
    {
        var received = Path.Combine(Path.GetDirectoryName(verified)!, Path.GetFileName(verified).Replace(".verified.", ".received.", StringComparison.Ordinal));
        var text = actual.ReplaceLineEndings("\n");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == text)
        {
            if (received != verified)
            {
                File.Delete(received);
            }

            return;
        }

        if (IsUpdating)
        {
            File.WriteAllText(verified, text);
            return;
        }

        if (received != verified)
        {
            File.WriteAllText(received, text);
        }

        Assert.Fail($"{verified} {(expected is null ? "is missing" : "is stale")}; UPDATE_SNAPSHOTS=1 accepts this:\n{text}");
    }
}
