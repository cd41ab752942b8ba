namespace OpsMop.Lab;

/// <summary>A lock that processes wait for. The kernel lets go of it when its holder ends, however it ends.</summary>
internal static class LabLock
{
    private static readonly TimeSpan s_turn = TimeSpan.FromMinutes(20);

    /// <summary>Waits for a lock.</summary>
    /// <param name="file">Its file.</param>
    /// <returns>The lock; disposing it lets go of it.</returns>
    public static async Task<FileStream> TakeAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        DateTime deadline = DateTime.UtcNow + s_turn;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(200);
            }
        }
    }
}
