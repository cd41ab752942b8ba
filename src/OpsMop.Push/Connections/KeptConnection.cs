using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Push.Connections;

/// <summary>A connection that OpenSSH keeps from run to run (ControlPersist).</summary>
internal static class KeptConnection
{
    /// <summary>
    /// The control socket of a host. OpenSSH's own name for it (<c>%C</c>) does not know the host that it is reached through, and behind two of them the same address is two hosts.
    /// </summary>
    /// <param name="folder">The folder of sockets.</param>
    /// <param name="options">How OpenSSH is used.</param>
    /// <param name="target">The host.</param>
    /// <param name="isJump">Whether others go through it.</param>
    public static string Socket(string folder, SshOptions options, ConnectionTarget target, bool isJump)
    {
        var text = new StringBuilder(options.ConfigFile).Append('\0').Append(isJump);
        for (var host = target; host is not null; host = host.Via)
        {
            var settings = host.Settings;
            text.Append('\0').AppendJoin('\0', settings.Address ?? host.Name, settings.Port, settings.User, settings.IdentityFile, settings.HostKeys, string.Join('\n', settings.Options));
        }

        return $"{folder}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12))}";
    }

    /// <summary>Whether somebody listens at a control socket.</summary>
    /// <param name="socket">The socket.</param>
    public static bool IsAlive(string socket)
    {
        if (!File.Exists(socket))
        {
            return false;
        }

        try
        {
            using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            client.Connect(new UnixDomainSocketEndPoint(socket));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
