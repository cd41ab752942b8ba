using System.Net;

namespace OpsMop;

/// <summary>Manages lines of <c>/etc/hosts</c>, which any system has.</summary>
[Provider<HostsEntryResource>("hosts", Default = true, Proof = Proof.RealHost)]
public sealed class HostsProvider : Provider<HostsEntryResource>
{
    /// <summary>The file.</summary>
    internal static readonly AbsolutePath File = "/etc/hosts";

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(HostsEntryResource want, Plan plan, CancellationToken cancel)
    {
        var file = await EditedFile.OpenAsync(plan.System, File, cancel).ConfigureAwait(false);
        var address = IPAddress.Parse(want.Address);
        var names = want.Names ?? [];
        var lines = new List<string>();
        List<string>? have = null;
        var moved = new List<string>();
        var placed = false;
        foreach (var line in file.Lines)
        {
            var (its, itsNames, comment) = Read(line);
            if (its is null)
            {
                lines.Add(line);
            }
            else if (its.Equals(address))
            {
                (have ??= []).AddRange(itsNames);
                if (!placed && !want.Absent)
                {
                    placed = true;
                    lines.Add(itsNames.SequenceEqual(names, StringComparer.Ordinal) ? line : Write(want.Address, names, comment));
                }
            }
            else if (want.MoveNames && its.AddressFamily == address.AddressFamily
                && itsNames.Intersect(names, StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } taken)
            {
                moved.AddRange(taken.Select(name => $"{name} of {its}"));
                if (itsNames.Except(names, StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } rest)
                {
                    lines.Add(Write(its.ToString(), rest, comment));
                }
            }
            else
            {
                lines.Add(line);
            }
        }

        if (want.Absent && have is null)
        {
            return;
        }

        if (!want.Absent && !placed)
        {
            KeyFile.Append(lines, Write(want.Address, names, "").TrimEnd('\n'));
        }

        var from = string.Join(", ", [.. have ?? [], .. moved]);
        var action = want.Absent ? "delete" : have is null ? "add" : "change";
        var change = new Edit(action, from.Length > 0 ? from : null, want.Absent ? null : string.Join(", ", names));
        await file.SaveAsync(plan, string.Concat(lines), change, cancel).ConfigureAwait(false);
    }

    private static (IPAddress? Address, IReadOnlyList<string> Names, string Comment) Read(string line)
    {
        var end = line.IndexOf('#');
        var words = (end < 0 ? line : line[..end]).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && IPAddress.TryParse(words[0], out var address) ? (address, words[1..], end < 0 ? "" : line[end..].TrimEnd()) : (null, [], "");
    }

    private static string Write(string address, IEnumerable<string> names, string comment) =>
        $"{address}\t{string.Join(' ', names)}{(comment.Length > 0 ? " " + comment : "")}\n";
}
