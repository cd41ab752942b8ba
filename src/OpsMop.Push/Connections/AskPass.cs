using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Processes;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Connections;

/// <summary>
/// Gives <c>ssh</c> the password of one login. It asks a helper (SSH_ASKPASS) that takes the answer from a named pipe: the password is in memory only, never on a disk, in an
/// argument or in the environment. It is given once, to this <c>ssh</c> alone: the <c>ssh</c> that a ProxyJump of the user's starts has the same environment,
/// and would send the password to the jump host.
/// </summary>
internal sealed class AskPass : IDisposable
{
    private const string ProcessVariable = "OPSMOP_ASKPASS_PROCESS";
    private const string PipeVariable = "OPSMOP_ASKPASS_PIPE";

    // exec keeps the number of the process.
    private const string Wrapper = $"{ProcessVariable}=$$; export {ProcessVariable}; exec \"$@\"";

    // SSH_ASKPASS_PROMPT is set for questions that are not for a password, such as whether a host key is the right one.
    // The pipe is removed before it is read: another question finds none.
    private const string Script = $"""
        #!/bin/sh
        [ "$PPID" = "${ProcessVariable}" ] && [ -z "$SSH_ASKPASS_PROMPT" ] || exit 1
        case $1 in *[Pp]assword:*) ;; *) exit 1 ;; esac
        exec 3<"${PipeVariable}" || exit 1
        rm -f -- "${PipeVariable}"
        exec head -n 1 <&3

        """;

    private readonly string _helper;
    private readonly string _pipe;
    private int _descriptor = -1;

    private AskPass(string helper, string pipe) => (_helper, _pipe) = (helper, pipe);

    /// <summary>Writes the helper, which has no secret in it, into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The helper.</returns>
    public static string WriteHelper(PrivateFolder folder)
    {
        var helper = $"{folder.Path}/askpass";
        File.WriteAllText(helper, Script);
        _ = Libc.ChangeModeAt(UnixAbi.CurrentDirectory, helper, PrivateFolder.Mode, follow: true);
        return helper;
    }

    /// <summary>Lays a password ready.</summary>
    /// <param name="helper">The helper.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="SystemFaultException">The pipe cannot be made.</exception>
    public static AskPass Open(string helper, Secret password)
    {
        var askPass = new AskPass(helper, $"{Path.GetDirectoryName(helper)}/{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        var result = Libc.MakeFifo(askPass._pipe, 0x180);   // 0600

        // Open for both, so that neither opening nor writing waits for a reader.
        result = result < 0 ? result : askPass._descriptor = Libc.Open(UnixAbi.CurrentDirectory, askPass._pipe, UnixAbi.ReadWrite | UnixAbi.NonBlocking | UnixAbi.CloseOnExec);
        if (result >= 0)
        {
            var line = Encoding.UTF8.GetBytes(password.Reveal() + "\n");
            result = Libc.WriteAll(askPass._descriptor, line);
            CryptographicOperations.ZeroMemory(line);
        }

        if (result < 0)
        {
            askPass.Dispose();
            throw Faults.Of(result, "make a pipe", askPass._pipe);
        }

        return askPass;
    }

    /// <summary>The same <c>ssh</c>, which finds the password when it asks for it.</summary>
    /// <param name="ssh">The command.</param>
    public ToolCommand Give(ToolCommand ssh) => new ToolCommand("/bin/sh") { Environment = ssh.Environment }
        .WithArguments(["-c", Wrapper, "sh", ssh.Program, .. ssh.Arguments])
        .WithEnvironment("SSH_ASKPASS", _helper)
        .WithEnvironment("SSH_ASKPASS_REQUIRE", "force")
        .WithEnvironment(PipeVariable, _pipe)
        // Before 8.4 ssh asks the helper only where it believes in a screen.
        .WithEnvironment("DISPLAY", Environment.GetEnvironmentVariable("DISPLAY") ?? ":0");

    /// <summary>Takes the password back if nobody has asked for it.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            Libc.Close(_descriptor);
            _descriptor = -1;
        }

        File.Delete(_pipe);
    }
}
