namespace OpsMop.Engine.Running;

/// <summary>
/// Lets a command see files at paths where they are not yet: in a mount namespace of its own, a file system over each folder concerned
/// shows the new files, links and absences. Nobody else sees them, and nothing is left when the command ends.
/// </summary>
internal static class MountNamespace
{
    // $1 is the number of entries; each is a kind, a path, and the staged file or link target. The rest is the command. Entries come
    // folder by folder, and a folder before those inside it: mounted later, it would cover them.
    // Each view is made of the folder as it was before any other view: in a container, whose root is such a view itself, the kernel stacks only one more.
    // The tmpfs that holds the copies lies on /mnt, in this namespace only; 125 says that the view could not be made.
    private const string Script = """
        n=$1; last=; count=0; shift
        mount -t tmpfs -o mode=0700 tmpfs /mnt || exit 125
        while [ "$n" -gt 0 ]; do
          kind=$1; path=$2; value=$3; shift 3; n=$((n - 1))
          dir=${path%/*}; dir=${dir:-/}; name=${path##*/}
          if [ "$dir" != "$last" ]; then
            last=$dir; count=$((count + 1)); layer=/mnt/$(printf %06d "$count")
            mkdir -p "$layer/upper" "$layer/work" || exit 125
            chown --reference="$dir" "$layer/upper" && chmod --reference="$dir" "$layer/upper" || exit 125
            printf %s "$dir" >"$layer/dir" || exit 125
          fi
          rm -f "$layer/upper/$name"
          case $kind in
            file) cp -p "$value" "$layer/upper/$name" || exit 125 ;;
            link) ln -s "$value" "$layer/upper/$name" || exit 125 ;;
            absent) mknod "$layer/upper/$name" c 0 0 || exit 125 ;;
          esac
        done
        for layer in /mnt/*; do
          dir=$(cat "$layer/dir"; echo .); dir=${dir%.}
          mkdir "$layer/lower" && mount --bind "$dir" "$layer/lower" || exit 125
        done
        for layer in /mnt/*; do
          dir=$(cat "$layer/dir"; echo .); dir=${dir%.}
          mount -t overlay overlay -o "lowerdir=$layer/lower,upperdir=$layer/upper,workdir=$layer/work" "$dir" || exit 125
        done
        exec "$@"
        """;

    /// <summary>Whether the agent may make one: as root, on Linux.</summary>
    public static async ValueTask<bool> IsAvailableAsync(ISystem system, CancellationToken cancel)
    {
        var result = await system.QueryAsync(new ProcessRequest(["unshare", "--mount", "--propagation", "private", "--", "/bin/sh", "-c", "mount -t tmpfs -o mode=0700 tmpfs /mnt"]), cancel).ConfigureAwait(false);
        return result.Succeeded;
    }

    /// <summary>The command, to be run where the entries are in place.</summary>
    public static ProcessRequest Wrap(IReadOnlyList<string> command, IReadOnlyList<(string Kind, AbsolutePath Path, string Value)> entries)
    {
        var arguments = new List<string> { "unshare", "--mount", "--propagation", "private", "--", "/bin/sh", "-c", Script, "opsmop", entries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        foreach (var (kind, path, value) in entries.OrderBy(entry => entry.Path.Parent))
        {
            arguments.AddRange([kind, path.Value, value]);
        }

        arguments.AddRange(command);
        return new ProcessRequest(arguments);
    }
}
