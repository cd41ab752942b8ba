namespace OpsMop.Engine.Systems;

/// <summary>Paths as the machine itself has them: straight to the kernel.</summary>
internal sealed class HostPathResolver : PathResolver
{
    internal override int Open(string path, int flags) => Libc.Open(UnixAbi.CurrentDirectory, path, flags);

    internal override int Status(string path, bool follow, out NativeStatus status) => Libc.Status(UnixAbi.CurrentDirectory, path, follow, out status);

    // The bits of the mode do not tell a user who is not root what that user may start.
    internal override bool IsProgram(string path) => base.IsProgram(path) && (Libc.IsRoot || Libc.MayExecute(UnixAbi.CurrentDirectory, path));
}
