using System.Runtime.CompilerServices;

namespace OpsMop.CommandLine.Tests;

/// <summary>Compares a text with <c>Class.Method.verified.txt</c> beside the test, as Verify does; UPDATE_SNAPSHOTS=1 accepts what differs.</summary>
internal static class Snapshot
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static void Match(string actual, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        MatchFile(actual, Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}.verified.txt"));

    public static void MatchFile(string actual, string verified)
    {
        var received = Path.Combine(Path.GetDirectoryName(verified)!, Path.GetFileName(verified).Replace(".verified.", ".received.", StringComparison.Ordinal));
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            return;
        }

        if (IsUpdating)
        {
            File.WriteAllText(verified, actual);
            return;
        }

        if (received != verified)
        {
            File.WriteAllText(received, actual);
        }

        Assert.Fail($"{verified} {(expected is null ? "is missing" : "is stale")}; UPDATE_SNAPSHOTS=1 accepts this:\n{actual}");
    }
}
