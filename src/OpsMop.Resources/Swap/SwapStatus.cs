using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>Swap that is used; what is observed under <c>swap:PATH</c>.</summary>
/// <param name="Priority">Its priority.</param>
internal sealed record SwapStatus(int Priority)
{
    /// <summary>The key under which it is known.</summary>
    public static string Key(AbsolutePath path) => "swap:" + path.Value;

    /// <summary>Reads <c>/proc/swaps</c>; <see langword="null"/> where the path is not in it.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The file or device.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<SwapStatus?> ReadAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        AbsolutePath table = "/proc/swaps";
        if (await system.StatAsync(table, follow: true, cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        // A device is listed under its own name, whatever it is called in the policy.
        var real = path.Value;
        if (await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is { IsLink: true })
        {
            real = System.IO.Path.GetFullPath(await system.ReadLinkAsync(path, cancel).ConfigureAwait(false), path.Parent.Value);
        }

        foreach (var line in Encoding.UTF8.GetString((await system.ReadAsync(table, cancel).ConfigureAwait(false)).Span).Split('\n'))
        {
            if (line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var name, _, _, _, var priority]
                && Fstab.Unescape(name) is { } used && (used == real || used == path.Value)
                && int.TryParse(priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return new SwapStatus(number);
            }
        }

        return null;
    }
}
