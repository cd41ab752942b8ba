using System.Text;

namespace OpsMop;

/// <summary>Manages files below <c>/etc/sudoers.d</c>, which <c>visudo</c> checks.</summary>
[Provider<SudoRuleResource>("sudoers", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class SudoersProvider : Provider<SudoRuleResource>
{
    private static readonly UnixMode Mode = UnixMode.FromBits(0b100_100_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(SudoRuleResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Absent)
        {
            await ManagedFile.PlanAbsenceAsync(plan, want.Path, effects: null, cancel).ConfigureAwait(false);
            return;
        }

        // visudo is what checks the rule: without it there is no sudo that would read it either.
        if (await plan.System.StatAsync("/usr/sbin/visudo", follow: true, cancel).ConfigureAwait(false) is null
            && await plan.System.StatAsync("/usr/bin/visudo", follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException("There is no visudo, so that sudo is not installed. Declare host.Package(\"sudo\") above.");
        }

        var text = want.Content ?? Render(want);
        text = text.Reveal().EndsWith('\n') ? text : text + "\n";
        await new ManagedFile(want.Path, FileContent.FromText(text), new FileMetadata(Mode, "root", "root"))
        {
            Check = staged => $"visudo --check --quiet --file {staged}",
        }.PlanAsync(plan, cancel).ConfigureAwait(false);
    }

    private static string Render(SudoRuleResource want)
    {
        List<string> who = [.. want.Users ?? [], .. (want.Groups ?? []).Select(group => "%" + group)];
        var text = new StringBuilder();
        if (want.Defaults is { Count: > 0 } defaults)
        {
            text.Append("Defaults:").AppendJoin(',', who).Append(' ').AppendJoin(", ", defaults).Append('\n');
        }

        text.AppendJoin(", ", who).Append(' ').AppendJoin(", ", want.Hosts is { Count: > 0 } hosts ? hosts : ["ALL"]).Append(" = ");
        if (want.RunAs is not null || want.RunAsGroups is not null)
        {
            text.Append('(').AppendJoin(", ", want.RunAs ?? []);
            if (want.RunAsGroups is { } groups)
            {
                text.Append(want.RunAs is null ? ":" : " : ").AppendJoin(", ", groups);
            }

            text.Append(") ");
        }

        text.Append(want.NoPassword ? "NOPASSWD: " : "").Append(want.NoExec ? "NOEXEC: " : "").Append(want.SetEnvironment ? "SETENV: " : "");
        return text.AppendJoin(", ", want.Commands!.Select(Escape)).Append('\n').ToString();
    }

    // What sudoers would read as its own: an end of a command, or of a tag.
    private static string Escape(string command)
    {
        var text = new StringBuilder();
        foreach (var letter in command)
        {
            if (letter is ',' or ':' or '=' or '\\')
            {
                text.Append('\\');
            }

            text.Append(letter);
        }

        return text.ToString();
    }
}
