using System.Runtime.InteropServices;

namespace OpsMop.CommandLine.Output;

/// <summary>The size of the terminal behind the standard output.</summary>
internal static partial class TerminalSize
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413;
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    /// <summary>Its width in columns; 80 where it does not say.</summary>
    public static int Width()
    {
        if (CanAsk)
        {
            return IoControl(StandardOutput, GetWindowSize, out var size) == 0 && size.Columns > 0 ? size.Columns : UsualWidth;
        }

        try
        {
            return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }

    /// <summary>Its height in lines; 24 where it does not say.</summary>
    public static int Height()
    {
        if (CanAsk)
        {
            return IoControl(StandardOutput, GetWindowSize, out var size) == 0 && size.Rows > 0 ? size.Rows : UsualHeight;
        }

        try
        {
            return Console.WindowHeight is > 0 and var height ? height : UsualHeight;
        }
        catch (IOException)
        {
            return UsualHeight;
        }
    }

    // Console.WindowWidth sets the terminal up for reading keys (it switches the keypad and listens for children), which a program that only writes must not do.
    // Elsewhere the number of the request is another, or variable arguments are passed differently.
    private static bool CanAsk => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64 or Architecture.X86 or Architecture.Arm;

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
