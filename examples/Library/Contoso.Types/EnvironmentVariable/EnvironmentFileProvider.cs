using System.Text;
using OpsMop;

namespace Contoso.Types;

/// <summary>Keeps the variables in <c>/etc/environment</c>, as Linux distributions with PAM have it.</summary>
[Provider<EnvironmentVariableResource>("pam", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class EnvironmentFileProvider : Provider<EnvironmentVariableResource>
{
    internal static readonly AbsolutePath File = "/etc/environment";

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(EnvironmentVariableResource want, Plan plan, CancellationToken cancel)
    {
        // Look. In a plan this sees what resources above would have written.
        var have = await plan.System.StatAsync(File, follow: true, cancel).ConfigureAwait(false);
        var before = have is null ? default : await plan.System.ReadAsync(File, cancel).ConfigureAwait(false);
        List<string> lines = [.. Encoding.UTF8.GetString(before.Span).Split('\n')];

        // Compare: what other lines say is nobody's business here.
        var present = lines.FindAll(line => NameOf(line) == want.Variable);
        string? wanted = want.Absent ? null : $"{want.Variable}=\"{want.Value}\"";
        if (wanted is null ? present.Count == 0 : present is [var only] && ValueOf(only) == want.Value)
        {
            return;
        }

        // Say what has to change, and how it is done. Nothing is done here: the engine shows it, and does it only in an apply.
        var place = lines.FindIndex(line => NameOf(line) == want.Variable);
        lines.RemoveAll(line => NameOf(line) == want.Variable);
        if (wanted is not null)
        {
            // Where it stood; a new one at the end, before the empty text that follows the last line end.
            lines.Insert(place >= 0 ? place : lines.FindLastIndex(line => line.Length > 0) + 1, wanted);
        }

        if (lines[^1].Length > 0)
        {
            lines.Add("");
        }

        var content = FileContent.FromText(string.Join('\n', lines));
        var metadata = have is null ? new FileMetadata("0644") : new FileMetadata(have.Mode, have.Owner, have.Group);
        plan.Change(
            want.Absent ? "unset" : "set",
            from: present.Count > 0 ? ValueOf(present[^1]) : null,
            to: want.Value,
            (system, stop) => system.WriteAsync(File, content, metadata, stop),
            diff: new ContentDiff(File, have is null ? null : before, content));
    }

    /// <summary>The name before the equals sign; PAM allows <c>export</c> before it.</summary>
    private static string? NameOf(string line)
    {
        var text = line.TrimStart();
        text = text.StartsWith("export ", StringComparison.Ordinal) ? text[7..].TrimStart() : text;
        return text.StartsWith('#') || text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end) ? null : text[..end];
    }

    private static string ValueOf(string line)
    {
        var value = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimEnd();
        return value is ['"' or '\'', .., var last] && last == value[0] ? value[1..^1] : value;
    }
}
