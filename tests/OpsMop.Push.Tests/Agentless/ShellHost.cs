using System.Diagnostics;
using System.Text;
using OpsMop.Push.Agentless;

namespace OpsMop.Push.Tests.Agentless;

/// <summary>A shell of this machine at the other end of an agentless session, started as a connector starts one.</summary>
internal sealed class ShellHost : IAsyncDisposable
{
    /// <summary>
    /// The shells and their surroundings. <c>busybox</c> has its own utilities only; <c>posix</c> those that POSIX has, without what GNU added to them, so that everything
    /// is found out in the longest way.
    /// </summary>
    public static readonly string[] All = ["dash", "bash", "busybox", "posix"];

    private static readonly Lazy<string> s_busybox = new(MakeBusybox);
    private static readonly Lazy<string> s_posix = new(MakePosix);

    private readonly Process _process;

    private ShellHost(Process process, ShellSystem system)
    {
        _process = process;
        System = system;
    }

    public ShellSystem System { get; }

    public int ProcessId => _process.Id;

    public static TheoryData<string> Shells => [.. All];

    public static async Task<ShellHost> StartAsync(
        string shell = "dash", ShellOptions? options = null, string? user = null, Func<Stream, Stream>? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] words = shell switch { "busybox" => [Busybox(), "sh"], "posix" => ["/bin/dash"], _ => [$"/bin/{shell}"] };
        string[] prefix = user is null ? [] : ["setpriv", $"--reuid={user}", "--regid=nogroup", "--clear-groups", "--"];
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[.. prefix, .. words, "-c", ShellSystem.Script])
        {
            start.ArgumentList.Add(word);
        }

        start.FileName = start.ArgumentList[0];
        start.ArgumentList.RemoveAt(0);
        if (shell is "busybox" or "posix")
        {
            start.Environment["PATH"] = shell == "busybox" ? s_busybox.Value : s_posix.Value;
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var output = process.StandardOutput.BaseStream;
        var line = new StringBuilder();
        var one = new byte[1];
        while (await output.ReadAsync(one) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        Assert.Equal("opsmop-ready shell", line.ToString());
        var stream = process.StandardInput.BaseStream;
        return new ShellHost(process, new ShellSystem(input?.Invoke(stream) ?? stream, output, options));
    }

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            Assert.Fail("the shell did not end with its session");
        }

        _process.Dispose();
    }

    public void Kill() => _process.Kill();

    private static string Busybox() => File.Exists("/bin/busybox") ? "/bin/busybox" : "/usr/bin/busybox";

    private static string MakeBusybox()
    {
        var folder = Directory.CreateTempSubdirectory("opsmop-busybox-").FullName;
        using var list = Process.Start(new ProcessStartInfo(Busybox(), "--list") { RedirectStandardOutput = true })!;
        foreach (var applet in list.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            File.CreateSymbolicLink(Path.Combine(folder, applet), Busybox());
        }

        return Open(folder);
    }

    private static string MakePosix()
    {
        var folder = Directory.CreateTempSubdirectory("opsmop-posix-").FullName;
        foreach (var tool in "cat chgrp chmod chown cp grep getconf id kill ln ls mkdir mkfifo printf pwd rm rmdir sh sleep tail tee uname wc cmp tr true false test touch sed".Split(' '))
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), File.Exists($"/bin/{tool}") ? $"/bin/{tool}" : $"/usr/bin/{tool}");
        }

        // What GNU added is refused as a plain utility would.
        Script("dd", "case \" $* \" in *iflag*|*fsync*) exit 1 ;; esac; exec /bin/dd \"$@\"");
        Script("mv", "case \" $* \" in *' -fT '*|*' -fh '*) exit 1 ;; esac; exec /bin/mv \"$@\"");
        Script("env", "case \" $* \" in *--*) exit 1 ;; esac; exec /usr/bin/env \"$@\"");
        Script("sync", "exit 0");
        Script("mount", "exec /bin/mount");
        Script("su", "exec /bin/su \"$@\"");
        foreach (var missing in "stat readlink sha256sum sha256 shasum openssl digest head setsid getent dscl setpriv lsattr".Split(' '))
        {
            Script(missing, "exit 127");
            File.SetUnixFileMode(Path.Combine(folder, missing), UnixFileMode.UserRead);
        }

        return Open(folder);

        void Script(string name, string text)
        {
            File.WriteAllText(Path.Combine(folder, name), $"#!/bin/sh\n{text}\n");
            File.SetUnixFileMode(Path.Combine(folder, name), (UnixFileMode)493);
        }
    }

    private static string Open(string folder)
    {
        File.SetUnixFileMode(folder, (UnixFileMode)493);
        return folder;
    }
}
