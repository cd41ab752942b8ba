namespace OpsMop.Lab;

/// <summary>
/// The control group of a host. nspawn puts a host's processes into <c>payload</c> below the group that it was started in: two hosts started from
/// one group would share their units' groups, and the systemd of one would wait for, or take away, what belongs to the other.
/// </summary>
internal static class ControlGroup
{
    private const string Mount = "/sys/fs/cgroup";

    /// <summary>Makes the groups of a host, below this process's own.</summary>
    /// <param name="name">The host's name.</param>
    /// <returns>The files that take the id of the process that is to move in; none where groups cannot be made.</returns>
    public static IReadOnlyList<string> Create(string name)
    {
        var files = new List<string>();
        foreach (string folder in Folders(name))
        {
            try
            {
                Directory.CreateDirectory(folder);
                files.Add(Path.Combine(folder, "cgroup.procs"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A container that has none of its own: hosts share theirs, as well as that goes.
            }
        }

        return files;
    }

    /// <summary>Removes the groups of a host whose processes are gone.</summary>
    /// <param name="name">The host's name.</param>
    public static void Remove(string name)
    {
        foreach (string folder in Folders(name))
        {
            Remove(new DirectoryInfo(folder));
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            return;
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories())
        {
            Remove(inner);
        }

        try
        {
            folder.Delete();
        }
        catch (IOException)
        {
            // Its last process is not collected yet; an empty group costs nothing, and the next host of this name uses it.
        }
    }

    // The second version of the hierarchy, wherever it is mounted, and beside it systemd's own of the first.
    private static IEnumerable<string> Folders(string name)
    {
        string unified = File.Exists($"{Mount}/cgroup.controllers") ? Mount : $"{Mount}/unified";
        foreach (string line in File.ReadLines("/proc/self/cgroup"))
        {
            string? root = line.Split(':', 3) switch
            {
                ["0", "", var path] => unified + path,
                [_, "name=systemd", var path] => $"{Mount}/systemd{path}",
                _ => null,
            };
            if (root is not null && Directory.Exists(root))
            {
                yield return Path.Combine(root, $"opsmop-lab-{name}");
            }
        }
    }
}
