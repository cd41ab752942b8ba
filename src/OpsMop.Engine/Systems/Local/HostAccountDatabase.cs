using System.Runtime.InteropServices;

namespace OpsMop.Engine.Systems;

/// <summary>The accounts of the machine itself through the C library, so that LDAP, SSSD and systemd's dynamic users count as they do for every program.</summary>
internal sealed unsafe partial class HostAccountDatabase : AccountDatabase
{
    private const int LargestBuffer = 16 << 20;

    private delegate int Call(byte* record, byte* buffer, nuint size, byte** result);

    internal override UserAccount? LookUpUser(string name)
    {
        if (name.Contains('\0'))
        {
            return null;
        }

        var native = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return Ask($"user:{name}", (record, buffer, size, result) => getpwnam_r((byte*)native, record, buffer, size, result), User);
        }
        finally
        {
            Marshal.FreeCoTaskMem(native);
        }
    }

    internal override UserAccount? LookUpUser(uint id) =>
        Ask($"user:{id}", (record, buffer, size, result) => getpwuid_r(id, record, buffer, size, result), User);

    internal override GroupAccount? LookUpGroup(string name)
    {
        if (name.Contains('\0'))
        {
            return null;
        }

        var native = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return Ask($"group:{name}", (record, buffer, size, result) => getgrnam_r((byte*)native, record, buffer, size, result), Group);
        }
        finally
        {
            Marshal.FreeCoTaskMem(native);
        }
    }

    internal override GroupAccount? LookUpGroup(uint id) =>
        Ask($"group:{id}", (record, buffer, size, result) => getgrgid_r(id, record, buffer, size, result), Group);

    private delegate T Decode<T>(byte* record);

    private static T? Ask<T>(string key, Call call, Decode<T> decode)
        where T : class
    {
        var record = stackalloc byte[128];
        for (nuint size = 2048; ; size *= 4)
        {
            var buffer = (byte*)NativeMemory.Alloc(size);
            try
            {
                byte* found = null;
                var error = call(record, buffer, size, &found);
                if (error == Errno.Range && size < LargestBuffer)
                {
                    continue;
                }

                if (error == Errno.Interrupted)
                {
                    size /= 4;
                    continue;
                }

                if (found is not null)
                {
                    return decode(found);
                }

                // POSIX says zero; directory services say these where there is no such account.
                if (error is 0 or Errno.NoEntry or Errno.NoProcess or Errno.BadDescriptor or Errno.NotPermitted)
                {
                    return null;
                }

                throw new SystemFaultException(
                    SystemFault.Other,
                    key,
                    $"Cannot look up {key}: {Marshal.GetPInvokeErrorMessage(error)} (error {error}). See the name services in /etc/nsswitch.conf.");
            }
            finally
            {
                NativeMemory.Free(buffer);
            }
        }
    }

    private static UserAccount User(byte* record)
    {
        var pointers = (byte**)record;

        // The BSDs have the time of the next password change and a login class in between.
        var next = UnixAbi.IsLinux ? 3 : 5;
        return new UserAccount(
            Text(pointers[0]),
            *(uint*)(record + (2 * sizeof(nint))),
            *(uint*)(record + (2 * sizeof(nint)) + 4),
            Text(pointers[next]),
            Text(pointers[next + 1]),
            Text(pointers[next + 2]));
    }

    private static GroupAccount Group(byte* record)
    {
        var pointers = (byte**)record;
        var members = new List<string>();
        for (var member = (byte**)pointers[3]; member is not null && *member is not null; member++)
        {
            members.Add(Text(*member));
        }

        return new GroupAccount(Text(pointers[0]), *(uint*)(record + (2 * sizeof(nint))), members);
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    [LibraryImport("libc")]
    private static partial int getpwnam_r(byte* name, byte* record, byte* buffer, nuint size, byte** result);

    [LibraryImport("libc")]
    private static partial int getpwuid_r(uint id, byte* record, byte* buffer, nuint size, byte** result);

    [LibraryImport("libc")]
    private static partial int getgrnam_r(byte* name, byte* record, byte* buffer, nuint size, byte** result);

    [LibraryImport("libc")]
    private static partial int getgrgid_r(uint id, byte* record, byte* buffer, nuint size, byte** result);
}
