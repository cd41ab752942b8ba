using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Systems;

public sealed class FaultsTests
{
    public static TheoryData<int, SystemFault, string> Numbers => new()
    {
        { Errno.NoEntry, SystemFault.NotFound, "Create the folder first" },
        { Errno.Access, SystemFault.PermissionDenied, Libc.IsRoot ? "even to root" : "Run as root" },
        { Errno.NotPermitted, SystemFault.PermissionDenied, Libc.IsRoot ? "even to root" : "Run as root" },
        { Errno.NoSpace, SystemFault.NoSpace, "df" },
        { Errno.Quota, SystemFault.NoSpace, "quota" },
        { Errno.ReadOnly, SystemFault.ReadOnly, "Remount" },
        { Errno.IsDirectory, SystemFault.WrongKind, "is a directory" },
        { Errno.NotDirectory, SystemFault.WrongKind, "not a directory" },
        { Errno.Loop, SystemFault.BadLink, "circle" },
        { Errno.NotEmpty, SystemFault.NotEmpty, "recursive" },
        { 5, SystemFault.Other, "error 5" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_error_number_becomes_what_where_why_and_the_remedy(int number, SystemFault expected, string remedy)
    {
        var fault = Faults.Of(-number, "write", "/etc/motd");

        Assert.Equal((expected, "/etc/motd"), (fault.Fault, fault.Subject));
        Assert.StartsWith("Cannot write /etc/motd: ", fault.Message);
        Assert.Contains(remedy, fault.Message);
        Assert.EndsWith(".", fault.Message);
    }
}
