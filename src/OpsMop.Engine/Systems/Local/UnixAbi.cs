using System.Runtime.InteropServices;

namespace OpsMop.Engine.Systems;

/// <summary>
/// The numbers of the C interface that differ between kernels and, on Linux, between processors. They are what &lt;fcntl.h&gt; says on
/// each; the values for macOS and FreeBSD are from their headers.
/// </summary>
internal static class UnixAbi
{
    internal static readonly bool IsLinux = OperatingSystem.IsLinux();
    internal static readonly bool IsApple = OperatingSystem.IsMacOS();

    // ARM and POWER number these two flags differently from every other Linux.
    private static readonly bool OldFlags =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Armv6 or Architecture.Ppc64le;

    internal const int ReadOnly = 0;
    internal const int WriteOnly = 1;
    internal const int ReadWrite = 2;
    internal static readonly int NonBlocking = IsLinux ? 0x800 : 0x4;
    internal static readonly int Create = IsLinux ? 0x40 : 0x200;
    internal static readonly int Exclusive = IsLinux ? 0x80 : 0x800;
    internal static readonly int NoFollow = IsLinux ? (OldFlags ? 0x8000 : 0x20000) : 0x100;
    internal static readonly int OnlyDirectory = IsLinux ? (OldFlags ? 0x4000 : 0x10000) : IsApple ? 0x100000 : 0x20000;
    internal static readonly int CloseOnExec = IsLinux ? 0x80000 : IsApple ? 0x1000000 : 0x100000;

    /// <summary>A descriptor that only names a file, without opening it; elsewhere than on Linux a plain read-only one has to do.</summary>
    internal static readonly int PathOnly = IsLinux ? 0x200000 : 0;

    internal static readonly int CurrentDirectory = IsApple ? -2 : -100;
    internal static readonly int AtNoFollow = IsLinux ? 0x100 : IsApple ? 0x20 : 0x200;
    internal static readonly int AtRemoveDirectory = IsLinux ? 0x200 : IsApple ? 0x80 : 0x800;

    /// <summary>Linux only.</summary>
    internal const int AtEmptyPath = 0x1000;

    /// <summary>Linux only: looking at a path must not mount what an automounter would.</summary>
    internal const int AtNoAutomount = 0x800;

    internal const int TypeMask = 0xF000;
    internal const int TypeDirectory = 0x4000;
    internal const int TypeFile = 0x8000;
    internal const int TypeLink = 0xA000;

    internal static readonly int SpawnNewSession = IsApple ? 0x400 : 0x80;
    internal const int SpawnNewGroup = 0x02;
    internal static readonly int SpawnDefaultSignals = IsLinux || IsApple ? 0x04 : 0x10;
    internal static readonly int SpawnSignalMask = IsLinux || IsApple ? 0x08 : 0x20;
    internal const int AppleSpawnCloseOnExecDefault = 0x4000;

    /// <summary>How many bytes fit into a pipe that polls as writable, so that writing them never blocks.</summary>
    internal static readonly int PipeChunk = IsLinux ? 4096 : 512;
}
