using System.Text;

namespace OpsMop;

/// <summary>Manages files below <c>/etc/security/limits.d</c>, which <c>pam_limits</c> reads at each login.</summary>
[Provider<LimitsResource>("pam", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class PamLimitsProvider : Provider<LimitsResource>
{
    private static readonly UnixMode Mode = UnixMode.FromBits(0b110_100_100);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(LimitsResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Absent)
        {
            await ManagedFile.PlanAbsenceAsync(plan, want.Path, effects: null, cancel).ConfigureAwait(false);
            return;
        }

        if (await plan.System.StatAsync(want.Path.Parent, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            throw new ProviderException(
                $"There is no directory {want.Path.Parent}: pam_limits is not installed, and nobody would read the limits. "
                + "Declare host.Package(\"libpam-modules\") above.");
        }

        var text = new StringBuilder();
        foreach (var domain in want.Domains!)
        {
            Append(text, domain, "soft", want.Soft);
            Append(text, domain, "hard", want.Hard);
            Append(text, domain, "-", want.Both);
        }

        await new ManagedFile(want.Path, FileContent.FromText(text.ToString()), new FileMetadata(Mode, "root", "root")).PlanAsync(plan, cancel).ConfigureAwait(false);
    }

    private static void Append(StringBuilder text, string domain, string type, IReadOnlyDictionary<string, string>? limits)
    {
        foreach (var (item, value) in limits ?? new Dictionary<string, string>())
        {
            text.Append(domain).Append('\t').Append(type).Append('\t').Append(item).Append('\t').Append(value).Append('\n');
        }
    }
}
