using System.Buffers.Binary;
using System.Text;

namespace OpsMop.Push.Agents.Tests;

/// <summary>Writes files that look like programs to who reads their header.</summary>
internal static class ElfFile
{
    public const ushort X64 = 62;
    public const ushort Arm64 = 183;

    private static readonly byte[] s_mark = Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    /// <summary>A program of 4096 bytes and more.</summary>
    /// <param name="machine">The processor.</param>
    /// <param name="loader">What loads it.</param>
    /// <param name="bundleAt">What the mark of a host program says: where the bundle begins; <see langword="null"/> for a program without a mark.</param>
    /// <param name="size">How large the program itself is, without what a bundle appends.</param>
    /// <param name="glibc">A version of glibc that it needs.</param>
    public static byte[] Make(ushort machine = X64, string? loader = "/lib64/ld-linux-x86-64.so.2", long? bundleAt = null, int size = 4096, string? glibc = null)
    {
        var file = new byte[size];
        var bytes = file.AsSpan();
        "\u007fELF"u8.CopyTo(bytes);
        bytes[4] = 2;
        bytes[5] = 1;
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[18..], machine);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[54..], 56);
        var count = 0;
        Segment(bytes, ref count, type: 1, offset: 0, address: 0x1000, size);
        if (loader is not null)
        {
            Encoding.ASCII.GetBytes(loader, bytes[1024..]);
            Segment(bytes, ref count, type: 3, offset: 1024, address: 0x1000 + 1024, loader.Length + 1);
        }

        if (bundleAt is { } at)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[2048..], at);
            s_mark.CopyTo(bytes[2056..]);
        }

        if (glibc is not null)
        {
            // .dynamic: DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM; then one library with two versions.
            Dynamic(bytes[3000..], (5, 0x1000 + 3200), (0x6ffffffe, 0x1000 + 3100), (0x6fffffff, 1));
            Segment(bytes, ref count, type: 2, offset: 3000, address: 0x1000 + 3000, 64);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[3102..], 2);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[3108..], 16);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(3116 + 8)..], 0);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(3116 + 12)..], 16);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(3132 + 8)..], 32);
            Encoding.ASCII.GetBytes($"GLIBC_{glibc}", bytes[3200..]);
            Encoding.ASCII.GetBytes("GLIBC_2.2.5", bytes[3232..]);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(bytes[56..], (ushort)count);
        return file;
    }

    private static void Segment(Span<byte> bytes, ref int count, uint type, long offset, long address, long size)
    {
        var at = bytes[(64 + (count++ * 56))..];
        BinaryPrimitives.WriteUInt32LittleEndian(at, type);
        BinaryPrimitives.WriteUInt32LittleEndian(at[4..], 6); // to read and to write
        BinaryPrimitives.WriteInt64LittleEndian(at[8..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(at[16..], address);
        BinaryPrimitives.WriteInt64LittleEndian(at[32..], size);
    }

    private static void Dynamic(Span<byte> bytes, params ReadOnlySpan<(long Tag, long Value)> entries)
    {
        foreach (var (tag, value) in entries)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, tag);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], value);
            bytes = bytes[16..];
        }
    }
}
