using System.Text;
using OpsMop.Engine.State;
using OpsMop.Engine.Systems;

namespace OpsMop.CommandLine;

/// <summary>What is managed: this machine, or with <c>--root</c> an image.</summary>
internal sealed class Target : IDisposable
{
    private readonly RootedSystem? _image;

    /// <summary>Opens it.</summary>
    /// <param name="request">The command line.</param>
    /// <param name="around">What relative paths are relative to.</param>
    /// <exception cref="SystemFaultException">There is no such image.</exception>
    public Target(Request request, Surroundings around)
    {
        StateDirectory = request.State is { } state ? Path.GetFullPath(state, around.CurrentDirectory) : null;
        if (request.Root is { } root)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root, around.CurrentDirectory));
            _image = new RootedSystem(path);

            // What is pending for an image is not pending for this machine. It is kept on this machine, because a link in the image could lead a write out of it.
            StateDirectory ??= Path.Combine(RunStore.DefaultDirectory, "images", Escape(path));
        }
    }

    /// <summary>The system; <see langword="null"/> for this machine.</summary>
    public ISystem? System => _image;

    /// <summary>Where the state is kept; <see langword="null"/> for the usual place.</summary>
    public string? StateDirectory { get; }

    public void Dispose() => _image?.Dispose();

    // As systemd-escape --path does: /srv/a-b is srv-a\x2db.
    private static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length);
        foreach (var b in Encoding.UTF8.GetBytes(path.Trim('/')))
        {
            _ = b == '/' ? escaped.Append('-')
                : char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' ? escaped.Append((char)b)
                : escaped.Append($"\\x{b:x2}");
        }

        return escaped.Length == 0 ? "-" : escaped.ToString();
    }
}
