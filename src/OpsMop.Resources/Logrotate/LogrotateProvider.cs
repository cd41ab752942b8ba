using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>Writes files of <c>/etc/logrotate.d</c>.</summary>
[Provider<LogrotateResource>("logrotate", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class LogrotateProvider : Provider<LogrotateResource>
{
    // It ends well where it leaves out a line, and badly where only a log is missing: what counts is what it says of this very file.
    private const string Script = """
        command -v logrotate >/dev/null || exit 0
        said=$(LC_ALL=C logrotate --debug "$1" 2>&1 | grep -F -e "error: $1:" -e 'error: found error in ' | sed "s|$1|$2|")
        [ -z "$said" ] || { printf '%s\n' "$said"; exit 1; }
        """;

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(LogrotateResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Absent)
        {
            await ManagedFile.PlanAbsenceAsync(plan, want.File, null, cancel).ConfigureAwait(false);
            return;
        }

        if (await plan.System.StatAsync(want.File.Parent, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException($"There is no {want.File.Parent}: logrotate is not installed. Declare host.Package(\"logrotate\") above.");
        }

        var content = FileContent.FromBytes(Encoding.UTF8.GetBytes(Print(want)));
        await new ManagedFile(want.File, content, new FileMetadata(UnixMode.FromBits(0b110_100_100), "root", "root"))
        {
            Writing = metadata => (system, stop) => WriteAsync(system, want.File, content, metadata, stop),
        }.PlanAsync(plan, cancel).ConfigureAwait(false);
    }

    private static async ValueTask WriteAsync(ISystem system, AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel)
    {
        await using var staged = await system.StageAsync(path, content, metadata, cancel).ConfigureAwait(false);
        var result = await system.RunAsync(new ProcessRequest(["/bin/sh", "-c", Script, "logrotate", staged.StagedAt.Value, path.Value]), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new ProviderException($"logrotate does not accept the new {path}, which is left as it is:\n{result.Output.Trim()}") { Process = result };
        }

        await staged.CommitAsync(cancel).ConfigureAwait(false);
    }

    private static string Print(LogrotateResource want)
    {
        var text = new StringBuilder("# Managed by OpsMop.\n");
        text.AppendJoin(' ', want.Paths!.Select(static path => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path)).Append(" {\n");
        Add(want.Period?.ToString().ToLowerInvariant());
        Add("size", want.Size);
        Add("minsize", want.MinSize);
        Add("maxsize", want.MaxSize);
        Add("rotate", want.Keep?.ToString(CultureInfo.InvariantCulture));
        Add("maxage", want.MaxAge?.ToString(CultureInfo.InvariantCulture));
        Switch("compress", "nocompress", want.Compress);
        Switch("delaycompress", "", want.DelayCompress ? true : null);
        Switch("dateext", "nodateext", want.DateNames);
        Switch("missingok", "nomissingok", want.MissingOk);
        Switch("ifempty", "notifempty", want.RotateEmpty);
        Switch("copytruncate", "", want.CopyTruncate ? true : null);
        if (want.CreateMode is { IsGiven: true } mode)
        {
            Add($"create {mode} {want.CreateOwner} {want.CreateGroup}".TrimEnd());
        }

        Add("su", want.SuUser is null ? null : $"{want.SuUser} {want.SuGroup}");
        Switch("sharedscripts", "", want.SharedScripts ? true : null);
        AddScript("prerotate", want.PreRotate);
        AddScript("postrotate", want.PostRotate);
        return text.Append("}\n").ToString();

        void Add(string? directive, string? value = "")
        {
            if (directive is not null && value is not null)
            {
                text.Append("    ").Append(value.Length > 0 ? $"{directive} {value}" : directive).Append('\n');
            }
        }

        void Switch(string on, string off, bool? value) => Add(value is { } isOn ? isOn ? on : off : null);

        void AddScript(string name, CommandText? script)
        {
            if (script is not null)
            {
                Add(name);

                // As it is: to indent it would change what is quoted over several lines.
                text.Append(script.ToShell().Trim('\n')).Append('\n');
                Add("endscript");
            }
        }
    }
}
