using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Lab;

/// <summary>Sockets that see the network as a host sees it: a socket stays in the namespace that it was made in, whoever uses it.</summary>
internal static partial class NetworkNamespace
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int CloneNewNet = 0x40000000;

    /// <summary>Makes a socket in the network of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <exception cref="IOException">The process is gone.</exception>
    public static Socket Open(int processId)
    {
        Socket? socket = null;
        Exception? failure = null;

        // A thread belongs to one network; this one ends with its task, so that no other work meets the change.
        var thread = new Thread(() =>
        {
            try
            {
                // Not a FileStream, which wants to seek.
                using SafeFileHandle network = Open($"/proc/{processId}/ns/net", ReadOnly | CloseOnExec);
                if (network.IsInvalid || SetNamespace(network, CloneNewNet) != 0)
                {
                    throw new IOException($"The network of process {processId} cannot be entered: {Marshal.GetLastPInvokeErrorMessage()}.");
                }

                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new IOException(failure?.Message, failure);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeFileHandle file, int type);
}
