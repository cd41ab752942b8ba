using System.Globalization;
using System.Security.Cryptography;
using OpsMop.Engine.State;

namespace OpsMop.Push.Commands;

/// <summary>What the controller remembers from one push to the next.</summary>
internal sealed class PushState
{
    /// <summary>What a pattern names the hosts by that the last push left something to do on.</summary>
    public const string Again = "@" + FailedSet;

    private const string FailedSet = "failed";
    private const string FailedFile = "failed";

    private readonly string _folder;

    private PushState(string folder) => _folder = folder;

    /// <summary>The folder of a host on which the controller itself does the work: its lock, its ledger, its backups.</summary>
    /// <param name="host">The host's name.</param>
    public string AgentlessDirectory(string host) => Path.Combine(_folder, "hosts", Uri.EscapeDataString(host));

    /// <summary>The state of this user on this controller.</summary>
    /// <param name="directory">The state directory; the usual one where not given.</param>
    /// <exception cref="SystemFaultException">It cannot be used.</exception>
    public static PushState Open(string? directory)
    {
        var folder = Path.Combine(RunStore.Open(directory).Directory, "controller");
        StateFile.CreateDirectory(folder);
        return new PushState(folder);
    }

    /// <summary>A name for a push that no other has.</summary>
    public static string NewPush() =>
        DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>Who pushes, for the logs of hosts.</summary>
    public static string Operator => $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The sets of hosts that patterns may name; what is remembered is read when one does.</summary>
    /// <param name="policy">The class of the policy; empty for commands.</param>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<string>>> SetsOf(string policy) =>
        new Dictionary<string, Func<IReadOnlyList<string>>> { [FailedSet] = () => Open(null).Failed(policy) };

    /// <summary>Remembers them.</summary>
    /// <param name="policy">The class of the policy; empty for commands.</param>
    /// <param name="hosts">The hosts.</param>
    public void RememberFailed(string policy, IReadOnlyList<string> hosts) => StateFile.Replace(FileOf(policy), System.Text.Encoding.UTF8.GetBytes(string.Concat(hosts.Select(host => host + "\n"))));

    private IReadOnlyList<string> Failed(string policy)
    {
        var file = FileOf(policy);
        return File.Exists(file) ? [.. File.ReadAllLines(file).Where(line => line.Length > 0)] : [];
    }

    private string FileOf(string policy) => Path.Combine(_folder, policy.Length == 0 ? FailedFile : $"{FailedFile}-{Uri.EscapeDataString(policy)}");
}
