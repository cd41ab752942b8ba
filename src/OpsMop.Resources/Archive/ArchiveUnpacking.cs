using System.Globalization;

namespace OpsMop;

/// <summary>Unpacks archives with programs of the host, for what .NET cannot unpack itself.</summary>
internal static class ArchiveUnpacking
{
    private const int BlockSize = 512;
    private static readonly UnixMode FolderMode = UnixMode.FromBits(0b111_000_000);
    private static readonly UnixMode FileMode = UnixMode.FromBits(0b110_000_000);

    // What unpacks to more than may be read is cut off by the kernel before it fills the disk. Where the limit cannot be set, a lower one holds already.
    private static readonly string Limited = string.Create(CultureInfo.InvariantCulture, $"ulimit -f {ArchiveFile.MaxSize / BlockSize} 2>/dev/null; exec \"$@\"");

    /// <summary>The archive within a packed one; the same where it is not packed by a program.</summary>
    /// <param name="system">Where the program runs.</param>
    /// <param name="packed">The packed archive.</param>
    /// <param name="directory">The directory that is extracted to: it is unpacked in a private folder beside it, which is taken away again.</param>
    /// <param name="cancel">Ends the program.</param>
    public static async ValueTask<ArchiveFile> UnpackAsync(ISystem system, ArchiveFile packed, AbsolutePath directory, CancellationToken cancel)
    {
        var format = packed.Format;
        if (format.Program.Count == 0)
        {
            return packed;
        }

        var folder = directory.Parent / $".{directory.Name}.opsmop-unpack";
        await system.DeleteAsync(folder, recursive: true, cancel).ConfigureAwait(false);
        await system.CreateDirectoryAsync(folder, new FileMetadata(FolderMode), cancel).ConfigureAwait(false);
        try
        {
            var file = folder / $"archive.{format.Ending}";
            await system.WriteAsync(file, FileContent.FromBytes(packed.Bytes), new FileMetadata(FileMode), cancel).ConfigureAwait(false);
            var result = await system.RunAsync(SystemTool.Request(["/bin/sh", "-c", Limited, "sh", .. format.Program, "--", file.Value]), cancel).ConfigureAwait(false);
            if (result.ExitCode == ProcessResult.NotFound)
            {
                throw new ProviderException($"{packed.Name} is packed with {format.Name}, and there is no program {format.Program[0]} on this host. Declare host.Package(\"{format.Package}\") above.")
                {
                    Process = result,
                };
            }

            if (!result.Succeeded)
            {
                throw SystemTool.Failure(
                    $"{packed.Name} is not extracted, and nothing was written: it is damaged, or unpacks to more than {FileWriting.Size(ArchiveFile.MaxSize)}. {string.Join(' ', format.Program)}", result);
            }

            var content = folder / "archive";
            if (await system.StatAsync(content, follow: false, cancel).ConfigureAwait(false) is { Size: > ArchiveFile.MaxSize })
            {
                throw ArchiveOrigin.TooLarge($"{packed.Name}, unpacked,");
            }

            var unpacked = new ArchiveFile(packed.Name, await system.ReadAsync(content, cancel).ConfigureAwait(false));
            return unpacked.Format.Program.Count > 0 ? throw packed.Refused("it is packed more than once.") : unpacked;
        }
        finally
        {
            await system.DeleteAsync(folder, recursive: true, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
