using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace OpsMop.Push.Agents;

/// <summary>What a program file says of itself: whether a host could run it.</summary>
internal sealed record ProgramHeader
{
    // The SHA-256 of ".net core bundle": the host program has it, and eight bytes before it where in the file the bundle begins; zero where there is none.
    private static readonly byte[] s_bundleMark =
    [
        0x8b, 0x12, 0x02, 0xb9, 0x6a, 0x61, 0x20, 0x38, 0x72, 0x7b, 0x93, 0x02, 0x14, 0xd7, 0xa0, 0x32,
        0x13, 0xf5, 0xb9, 0xe6, 0xef, 0xae, 0x33, 0x18, 0xee, 0x3b, 0x2d, 0xce, 0x24, 0xb3, 0x6a, 0xae,
    ];

    // The host program that has the runtime in it is ten megabytes; the one that looks for an installed one a tenth of a megabyte.
    private const long SmallestRuntime = 2_000_000;

    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const uint Load = 1;
    private const uint Writable = 2;
    private const uint Dynamic = 2;
    private const uint Interpreter = 3;
    private const long NeededVersions = 0x6ffffffe;
    private const long NeededVersionCount = 0x6fffffff;
    private const long Strings = 5;

    /// <summary>The processor (<c>e_machine</c>).</summary>
    public required ushort Machine { get; init; }

    /// <summary>The program that loads it, such as <c>/lib64/ld-linux-x86-64.so.2</c>; <see langword="null"/> for one that needs none.</summary>
    public string? Loader { get; init; }

    /// <summary>Whether it wants musl.</summary>
    public bool IsMusl => Loader?.Contains("ld-musl", StringComparison.Ordinal) == true;

    /// <summary>What it is.</summary>
    public required ProgramKind Kind { get; init; }

    /// <summary>The oldest glibc that it starts with; <see langword="null"/> where any will do.</summary>
    public Version? NeedsGlibc { get; init; }

    /// <summary>Whether it can run on a platform.</summary>
    /// <param name="platform">The platform.</param>
    public bool RunsOn(AgentPlatform platform) => Machine == platform.Machine && (Loader is null || IsMusl == platform.IsMusl);

    /// <summary>The platforms it can run on, for messages.</summary>
    public string Describe() => $"{(IsMusl ? "linux-musl" : "linux")}-{AgentPlatform.Processor(Machine)}";

    /// <summary>Reads the file's header; <see langword="null"/> where it is no 64-bit ELF program.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ProgramHeader? Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        if (stream.Length < HeaderSize)
        {
            return null;
        }

        using var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        using var view = map.CreateViewAccessor(0, stream.Length, MemoryMappedFileAccess.Read);
        var reader = new Reader(view, stream.Length);
        Span<byte> magic = stackalloc byte[7];
        reader.Read(0, magic);

        // ELF, 64 bits, little endian, version 1. 32-bit programs have their machine at the same place.
        if (!magic.StartsWith("\u007fELF"u8) || magic[5] != 1)
        {
            return null;
        }

        var machine = reader.UInt16(18);
        if (magic[4] != 2)
        {
            return new ProgramHeader { Machine = machine, Kind = ProgramKind.Native };
        }

        var segments = (long)reader.UInt64(32);
        var count = reader.UInt16(56);
        string? loader = null;
        var image = 0L;
        var loads = new List<(long Address, long Offset, long Size)>();
        var data = new List<(long Offset, long Size)>();
        (long Offset, long Size) dynamic = default;
        for (var index = 0; index < count; index++)
        {
            var at = segments + (index * SegmentSize);
            var (type, offset, address, size) = (reader.UInt32(at), (long)reader.UInt64(at + 8), (long)reader.UInt64(at + 16), (long)reader.UInt64(at + 32));
            switch (type)
            {
                case Load:
                    loads.Add((address, offset, size));
                    if ((reader.UInt32(at + 4) & Writable) != 0)
                    {
                        data.Add((offset, size));
                    }

                    image = Math.Max(image, offset + size);
                    break;
                case Interpreter:
                    loader = reader.Text(offset, 256);
                    break;
                case Dynamic:
                    dynamic = (offset, size);
                    break;
            }
        }

        return new ProgramHeader
        {
            Machine = machine,
            Loader = loader,
            Kind = KindOf(view, data, image),
            NeedsGlibc = Glibc(reader, dynamic, loads),
        };
    }

    /// <summary>The host program of a bundle has a variable with a mark in it, and before the mark where the bundle is. A native program has many megabytes to look through that are no variables.</summary>
    private static unsafe ProgramKind KindOf(MemoryMappedViewAccessor view, List<(long Offset, long Size)> data, long image)
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            var length = (long)view.SafeMemoryMappedViewHandle.ByteLength - view.PointerOffset;
            foreach (var (offset, size) in data)
            {
                if (offset < 0 || offset >= length)
                {
                    continue;
                }

                var bytes = new ReadOnlySpan<byte>(start + view.PointerOffset + offset, (int)Math.Clamp(size, 0, Math.Min(length - offset, int.MaxValue)));
                if (bytes.IndexOf(s_bundleMark) is >= 8 and var mark)
                {
                    return BinaryPrimitives.ReadInt64LittleEndian(bytes[(mark - 8)..]) == 0 ? ProgramKind.Launcher
                        : image < SmallestRuntime ? ProgramKind.DependentBundle
                        : ProgramKind.Bundle;
                }
            }

            return ProgramKind.Native;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>The highest <c>GLIBC_x.y</c> among the versions that the program needs of its libraries.</summary>
    private static Version? Glibc(Reader reader, (long Offset, long Size) dynamic, List<(long Address, long Offset, long Size)> loads)
    {
        long needed = 0;
        long count = 0;
        long strings = 0;
        for (var at = dynamic.Offset; at + 16 <= dynamic.Offset + dynamic.Size; at += 16)
        {
            var value = (long)reader.UInt64(at + 8);
            switch ((long)reader.UInt64(at))
            {
                case NeededVersions:
                    needed = InFile(value);
                    break;
                case NeededVersionCount:
                    count = value;
                    break;
                case Strings:
                    strings = InFile(value);
                    break;
            }
        }

        Version? highest = null;
        for (var library = 0; needed > 0 && strings > 0 && library < Math.Min(count, 1000); library++)
        {
            var versions = reader.UInt16(needed + 2);
            var at = needed + reader.UInt32(needed + 8);
            for (var index = 0; index < versions; index++)
            {
                var name = reader.Text(strings + reader.UInt32(at + 8), 64);
                if (name.StartsWith("GLIBC_", StringComparison.Ordinal) && Version.TryParse(name.AsSpan(6), out var version) && (highest is null || version > highest))
                {
                    highest = version;
                }

                at += reader.UInt32(at + 12);
            }

            var next = reader.UInt32(needed + 12);
            if (next == 0)
            {
                break;
            }

            needed += next;
        }

        return highest;

        long InFile(long address)
        {
            foreach (var load in loads)
            {
                if (address >= load.Address && address < load.Address + load.Size)
                {
                    return address - load.Address + load.Offset;
                }
            }

            return 0;
        }
    }

    /// <summary>Reads numbers; beyond the end of a file that was cut off, or lies, there are zeros.</summary>
    private readonly struct Reader(MemoryMappedViewAccessor view, long length)
    {
        public ushort UInt16(long at) => at >= 0 && at + 2 <= length ? view.ReadUInt16(at) : (ushort)0;

        public uint UInt32(long at) => at >= 0 && at + 4 <= length ? view.ReadUInt32(at) : 0;

        public ulong UInt64(long at) => at >= 0 && at + 8 <= length ? view.ReadUInt64(at) : 0;

        public void Read(long at, Span<byte> bytes)
        {
            for (var index = 0; index < bytes.Length; index++)
            {
                bytes[index] = at + index < length ? view.ReadByte(at + index) : (byte)0;
            }
        }

        public string Text(long at, int most)
        {
            var text = new StringBuilder();
            for (var index = at; index >= 0 && index < length && text.Length < most && view.ReadByte(index) is not 0 and var one; index++)
            {
                text.Append((char)one);
            }

            return text.ToString();
        }
    }
}
