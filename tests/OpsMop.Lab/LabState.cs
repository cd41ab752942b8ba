using System.Globalization;

namespace OpsMop.Lab;

/// <summary>
/// What the running lab has made, so that the next one can clear away after a run that was killed: process ids with their start times (an id alone
/// may belong to another by then), and mounts, which the kernel knows.
/// </summary>
internal static class LabState
{
    /// <summary>Writes down the processes of a host: its nspawn, and its init once there is one.</summary>
    public static void Record(string name, IEnumerable<int> processes)
    {
        Directory.CreateDirectory(LabPaths.State);
        File.WriteAllLines(Path.Combine(LabPaths.State, name), processes.Select(id => $"{id.ToString(CultureInfo.InvariantCulture)} {StartTime(id)}"));
    }

    /// <summary>
    /// Ends the processes of a host and waits until they are gone. Its init has to be ended by itself: it outlives an nspawn that is killed. When
    /// init is gone, so is everything in the host, because the kernel ends a process namespace with its first process.
    /// </summary>
    public static async Task EndAsync(string name)
    {
        string file = Path.Combine(LabPaths.State, name);
        if (File.Exists(file))
        {
            List<(int Id, string Start)> running = Recorded(file);

            // A run that was killed while a host was booting has recorded no init yet.
            foreach ((int id, _) in running.ToArray())
            {
                running.AddRange(Children(id).Select(child => (child, StartTime(child))));
            }

            // The last first: init before the nspawn that would report its end.
            foreach ((int id, _) in Enumerable.Reverse(running))
            {
                await Tool.RunAsync(["kill", "-KILL", id.ToString(CultureInfo.InvariantCulture)]);
            }

            for (int i = 0; running.Any(one => StartTime(one.Id) == one.Start); i++)
            {
                if (i > 1200)
                {
                    throw new InvalidOperationException($"The processes of the host {name} do not end: {string.Join(", ", running.Select(one => one.Id))}.");
                }

                await Task.Delay(50);
            }
        }

        // The kernel takes network namespaces down when it finds the time; the next host needs the name now.
        foreach (string link in LabPaths.LinksOf(name).Where(link => Directory.Exists($"/sys/class/net/{link}")))
        {
            await Tool.RunAsync(["ip", "link", "delete", link]);
        }

        ControlGroup.Remove(name);
        Forget(name);
    }

    /// <summary>Kills the processes of a host without waiting, when this process ends.</summary>
    public static void KillNow(string name)
    {
        string file = Path.Combine(LabPaths.State, name);
        foreach ((int id, _) in File.Exists(file) ? Enumerable.Reverse(Recorded(file)) : [])
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It has just ended by itself.
            }
        }
    }

    /// <summary>The processes that a process has started.</summary>
    public static IReadOnlyList<int> Children(int processId)
    {
        try
        {
            return [.. File.ReadAllText($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    // Those that still run: an id whose process started at another time is another process.
    private static List<(int Id, string Start)> Recorded(string file) =>
    [
        .. File.ReadAllLines(file).Select(line => line.Split(' '))
            .Where(fields => fields is [_, { Length: > 0 }])
            .Select(fields => (Id: int.Parse(fields[0], CultureInfo.InvariantCulture), Start: fields[1]))
            .Where(one => StartTime(one.Id) == one.Start),
    ];

    private static void Forget(string name) => File.Delete(Path.Combine(LabPaths.State, name));

    /// <summary>Ends and removes what an earlier run has left. Only the holder of the lock may call it.</summary>
    public static async Task ClearAsync()
    {
        foreach (string file in Directory.Exists(LabPaths.State) ? Directory.GetFiles(LabPaths.State) : [])
        {
            await EndAsync(Path.GetFileName(file));
        }

        await RemoveAsync(LabPaths.Run);
        foreach (string bridge in Directory.GetDirectories("/sys/class/net").Select(Path.GetFileName).OfType<string>())
        {
            int network = LabPaths.NetworkOf(bridge);
            if (network > 0)
            {
                await Tool.RunAsync(["ip", "route", "delete", "unreachable", LabPaths.Range(network)]);
                await Tool.RunAsync(["ip", "link", "delete", bridge]);
            }
        }

        await Tool.RunAsync(["ip", "link", "delete", LabPaths.Bridge]);
    }

    /// <summary>Unmounts whatever is mounted below a folder and removes it.</summary>
    public static async Task RemoveAsync(string folder)
    {
        for (int attempt = 0; Mounts(folder) is { Count: > 0 } mounts; attempt++)
        {
            // The processes of a host that was just killed may hold its disk for a moment; after two seconds it is let go of when they end.
            foreach (string mount in mounts)
            {
                await Tool.RunAsync(attempt < 20 ? ["umount", mount] : ["umount", "--lazy", mount]);
            }

            if (attempt > 25)
            {
                throw new InvalidOperationException($"{mounts[0]} cannot be unmounted.");
            }

            if (Mounts(folder).Count > 0)
            {
                await Task.Delay(100);
            }
        }

        // Never across a mount: should one be left, its content is not ours to delete.
        await Tool.MustAsync("rm", "-rf", "--one-file-system", folder);
    }

    /// <summary>The mounts at or below a folder, the deepest first.</summary>
    public static IReadOnlyList<string> Mounts(string folder) =>
    [
        .. File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4].Replace("\\040", " ", StringComparison.Ordinal))
            .Where(path => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal))
            .OrderByDescending(path => path.Length),
    ];

    /// <summary>When a process started, in the kernel's ticks; empty if there is none, or only what its parent has yet to collect.</summary>
    private static string StartTime(int processId)
    {
        try
        {
            // The name, in parentheses, may hold anything; what follows it is regular: state is the third field, start time the 22nd.
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? "" : fields[19];
        }
        catch (IOException)
        {
            return "";
        }
    }
}
