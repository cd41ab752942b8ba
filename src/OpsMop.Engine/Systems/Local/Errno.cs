namespace OpsMop.Engine.Systems;

/// <summary>The error numbers of the C library that decide something here.</summary>
internal static class Errno
{
    internal const int NotPermitted = 1;
    internal const int NoEntry = 2;
    internal const int NoProcess = 3;
    internal const int Interrupted = 4;
    internal const int TooBig = 7;
    internal const int NotExecutableFormat = 8;
    internal const int BadDescriptor = 9;
    internal const int NoChild = 10;
    internal const int Access = 13;
    internal const int Busy = 16;
    internal const int Exists = 17;
    internal const int CrossDevice = 18;
    internal const int NotDirectory = 20;
    internal const int IsDirectory = 21;
    internal const int Invalid = 22;
    internal const int TooManyFiles = 24;
    internal const int TextBusy = 26;
    internal const int NoSpace = 28;
    internal const int ReadOnly = 30;
    internal const int TooManyLinks = 31;
    internal const int Range = 34;

    internal static readonly int Again = UnixAbi.IsLinux ? 11 : 35;
    internal static readonly int NameTooLong = UnixAbi.IsLinux ? 36 : 63;
    internal static readonly int NotImplemented = UnixAbi.IsLinux ? 38 : 78;
    internal static readonly int NotEmpty = UnixAbi.IsLinux ? 39 : 66;
    internal static readonly int Loop = UnixAbi.IsLinux ? 40 : 62;
    internal static readonly int NotSupported = UnixAbi.IsLinux ? 95 : 45;
    internal static readonly int Quota = UnixAbi.IsLinux ? 122 : 69;
}
