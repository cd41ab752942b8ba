using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OpsMop.Lab;

/// <summary>A socket that takes the frames that come in by an interface, and sends frames out by it.</summary>
internal static partial class PacketSocket
{
    private const int AddressFamilyPacket = 17;
    private const int Raw = 3;
    private const int CloseOnExec = 0x80000;
    private const int AllProtocols = 0x0003;
    private const int LevelPacket = 263;
    private const int VirtualNetworkHeader = 15;
    private const int IgnoreOutgoing = 23;

    /// <summary>
    /// Opens it. Each frame has ten bytes before it that say what the kernel has yet to do for it, such as its checksum; they have to be sent along with it.
    /// </summary>
    /// <param name="interfaceName">The interface.</param>
    public static Socket Open(string interfaceName)
    {
        ushort all = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)AllProtocols);
        int file = Create(AddressFamilyPacket, Raw | CloseOnExec, 0);
        Check(file, "opened");
        var socket = new Socket(new SafeSocketHandle(file, ownsHandle: true));
        try
        {
            int one = 1;
            Check(SetOption(file, LevelPacket, VirtualNetworkHeader, ref one, sizeof(int)), "set up");
            Check(SetOption(file, LevelPacket, IgnoreOutgoing, ref one, sizeof(int)), "set up");

            // Only now, that it takes frames of this interface and of no other.
            var address = new Address { Family = AddressFamilyPacket, Protocol = all, Interface = Index(interfaceName) };
            Check(Bind(file, ref address, Marshal.SizeOf<Address>()), "bound");
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        void Check(int result, string what)
        {
            if (result < 0)
            {
                throw new IOException($"The packet socket of {interfaceName} cannot be {what}: {Marshal.GetLastPInvokeErrorMessage()}.");
            }
        }
    }

    private static int Index(string interfaceName) => int.Parse(File.ReadAllText($"/sys/class/net/{interfaceName}/ifindex").Trim(), CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Create(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int name, ref int value, int length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int socket, ref Address address, int length);

    /// <summary>The kernel's <c>sockaddr_ll</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Address
    {
        public ushort Family;
        public ushort Protocol;
        public int Interface;
        public ushort HardwareType;
        public byte PacketType;
        public byte Length;
        public ulong Hardware;
    }
}
