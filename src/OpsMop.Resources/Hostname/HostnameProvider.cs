using System.Text;

namespace OpsMop;

/// <summary>
/// Manages the name of the kernel, <c>/etc/hostname</c> and <c>/etc/machine-info</c>, which <c>hostnamectl</c> reads too; it need not run for this.
/// </summary>
[Provider<HostnameResource>("linux", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class HostnameProvider : Provider<HostnameResource>
{
    /// <summary>The file of the name.</summary>
    internal static readonly AbsolutePath StaticFile = "/etc/hostname";

    /// <summary>The file of the name for people.</summary>
    internal static readonly AbsolutePath MachineInfo = "/etc/machine-info";

    private const string PrettyName = "PRETTY_HOSTNAME=";
    private const string KernelKey = "kernel:hostname";

    private static readonly AbsolutePath Kernel = "/proc/sys/kernel/hostname";

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(HostnameResource want, Plan plan, CancellationToken cancel)
    {
        var name = want.HostName;
        var file = await EditedFile.OpenAsync(plan.System, StaticFile, cancel).ConfigureAwait(false);
        var have = file.Lines.Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#');
        if (have != name)
        {
            await file.SaveAsync(plan, name + "\n", new Edit("set name", have, name), cancel).ConfigureAwait(false);
        }

        // An image that is being built has no kernel of its own.
        if (await plan.System.ObserveAsync(KernelKey, ReadKernelAsync, cancel).ConfigureAwait(false) is { } running && running != name)
        {
            plan.Change("rename", running, name, (system, stop) => RenameAsync(system, name, stop), new Effects().Sets(KernelKey, name));
        }

        if (want.Pretty is { } pretty)
        {
            await PlanPrettyAsync(plan, pretty, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask PlanPrettyAsync(Plan plan, string pretty, CancellationToken cancel)
    {
        var file = await EditedFile.OpenAsync(plan.System, MachineInfo, cancel).ConfigureAwait(false);
        var others = file.Lines.Where(line => !line.StartsWith(PrettyName, StringComparison.Ordinal)).ToList();
        var have = file.Lines.LastOrDefault(line => line.StartsWith(PrettyName, StringComparison.Ordinal)) is { } found ? Unquote(found[PrettyName.Length..].Trim()) : "";
        if (have == pretty)
        {
            return;
        }

        if (pretty.Length > 0)
        {
            KeyFile.Append(others, PrettyName + Quote(pretty));
        }

        var change = new Edit("set pretty name", have.Length > 0 ? have : null, pretty.Length > 0 ? pretty : null);
        await file.SaveAsync(plan, string.Concat(others), change, cancel).ConfigureAwait(false);
    }

    private static async ValueTask<string?> ReadKernelAsync(ISystemReader system, CancellationToken cancel) =>
        await system.StatAsync(Kernel, follow: false, cancel).ConfigureAwait(false) is null
            ? null
            : Encoding.UTF8.GetString((await system.ReadAsync(Kernel, cancel).ConfigureAwait(false)).Span).Trim();

    private static async ValueTask RenameAsync(ISystem system, string name, CancellationToken cancel)
    {
        // hostname asks nobody; where a distribution leaves it out, systemd is there.
        var result = await system.RunAsync(new ProcessRequest(["hostname", name]), cancel).ConfigureAwait(false);
        if (result.ExitCode == ProcessResult.NotFound)
        {
            await SystemTool.RunAsync(system, cancel, "hostnamectl", "set-hostname", "--transient", name).ConfigureAwait(false);
        }
        else if (!result.Succeeded)
        {
            throw SystemTool.Failure($"hostname {name}", result);
        }
    }

    // The file is read as a shell reads assignments.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\' or '$' or '`')
            {
                quoted.Append('\\');
            }

            quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    private static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] is not ('"' or '\'') || text[^1] != text[0])
        {
            return text;
        }

        var inside = text[1..^1];
        if (text[0] == '\'')
        {
            return inside;
        }

        var plain = new StringBuilder();
        for (var i = 0; i < inside.Length; i++)
        {
            i += inside[i] == '\\' && i + 1 < inside.Length ? 1 : 0;
            plain.Append(inside[i]);
        }

        return plain.ToString();
    }
}
