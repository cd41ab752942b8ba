using System.Runtime.InteropServices;
using System.Text;

namespace OpsMop.Engine.Systems;

/// <summary>A path as the kernel takes it: UTF-8 with a zero at the end, on the caller's stack unless it is unusually long.</summary>
internal unsafe ref struct NativePath
{
    /// <summary>How many bytes the caller puts on the stack.</summary>
    internal const int StackSize = 512;

    private byte* _allocated;

    internal NativePath(string path, byte* stack)
    {
        // A zero would cut the path short: the kernel would see another file than the policy named.
        if (path.Contains('\0'))
        {
            throw new SystemFaultException(
                SystemFault.Refused,
                path.Replace("\0", "\\0"),
                $"The path '{path.Replace("\0", "\\0")}' holds a zero byte. Remove it from the path.");
        }

        var capacity = (path.Length * 3) + 1;
        if (capacity > StackSize)
        {
            _allocated = (byte*)NativeMemory.Alloc((nuint)capacity);
            Pointer = _allocated;
        }
        else
        {
            Pointer = stack;
        }

        Pointer[Encoding.UTF8.GetBytes(path, new Span<byte>(Pointer, capacity))] = 0;
    }

    internal byte* Pointer { get; }

    public void Dispose()
    {
        NativeMemory.Free(_allocated);
        _allocated = null;
    }
}
