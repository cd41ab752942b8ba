using System.Runtime.InteropServices;

namespace OpsMop.CommandLine.Output;

/// <summary>The size of the terminal behind the standard output.</summary>
internal static partial class TerminalSize
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413;
    private const int Usual = 80;

    /// <summary>Its width in columns; 80 where it does not say.</summary>
    public static int Width()
    {
        // Console.WindowWidth sets the terminal up for reading keys (it switches the keypad and listens for children), which a program that only writes must not do.
        // Elsewhere the number of the request is another, or variable arguments are passed differently.
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64 or Architecture.X86 or Architecture.Arm)
        {
            return IoControl(StandardOutput, GetWindowSize, out var size) == 0 && size.Columns > 0 ? size.Columns : Usual;
        }

        try
        {
            return Console.WindowWidth is > 0 and var width ? width : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IoControl(int descriptor, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort HorizontalPixels;
        public ushort VerticalPixels;
    }
}
