using System.Globalization;
using OpsMop.Engine.Systems;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

/// <summary>
/// An <c>ssh</c> that connects to nowhere: a script that runs the command on this machine, as a login shell of the host would, unless a test gives it something else to do.
/// It writes down what it was called with.
/// </summary>
internal sealed class FakeSsh : IDisposable
{
    // The last argument is the command.
    public const string Login = "for last; do :; done; exec sh -c \"$last\"";

    private const string Record = """
        n=$(mktemp -d "$DIR/call-XXXXXX"); echo $$ >"$n/pid"; for a; do printf '%s\n' "$a"; done >"$n/arguments"; env >"$n/environment"; mv "$n" "$DIR/done-$(date +%s%N)-$$"
        """;

    private FakeSsh(string folder) => Folder = folder;

    public string Folder { get; }

    public string Program => Path.Combine(Folder, "ssh");

    /// <summary>The arguments of each call, the first call first.</summary>
    public IReadOnlyList<string[]> Calls => [.. Directory.GetDirectories(Folder, "done-*").Order(StringComparer.Ordinal).Select(call => File.ReadAllLines(Path.Combine(call, "arguments")))];

    /// <summary>The environment of each call.</summary>
    public IReadOnlyList<string> Environments => [.. Directory.GetDirectories(Folder, "done-*").Order(StringComparer.Ordinal).Select(call => File.ReadAllText(Path.Combine(call, "environment")))];

    /// <summary>The processes that were started and still run.</summary>
    public IReadOnlyList<int> Running =>
    [
        .. Directory.GetDirectories(Folder, "done-*")
            .Select(call => int.Parse(File.ReadAllText(Path.Combine(call, "pid")), CultureInfo.InvariantCulture))
            .Where(id => Directory.Exists($"/proc/{id}")),
    ];

    public static FakeSsh With(string script, string? sudo = null)
    {
        var fake = new FakeSsh(Directory.CreateTempSubdirectory("opsmop-fake-").FullName);
        fake.Write("ssh", $"DIR='{fake.Folder}'; PATH=\"$DIR/bin:$PATH\"; {Record}\n{script}\n");
        if (sudo is not null)
        {
            Directory.CreateDirectory(Path.Combine(fake.Folder, "bin"));
            fake.Write("bin/sudo", $"DIR='{fake.Folder}'\n{sudo}\n");
        }

        return fake;
    }

    public SshConnector Connector(Func<SshOptions, SshOptions>? with = null)
    {
        var options = new SshOptions { Program = Program, FirstDelay = TimeSpan.FromMilliseconds(5), LongestDelay = TimeSpan.FromMilliseconds(40) };
        return new SshConnector(with?.Invoke(options) ?? options);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string name, string script)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, "#!/bin/sh\n" + script);
        _ = Libc.ChangeModeAt(UnixAbi.CurrentDirectory, file, PrivateFolder.Mode, follow: true);
    }
}
