using System.Text;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Manages the link <c>/etc/localtime</c>, and <c>/etc/timezone</c> where a distribution has it.</summary>
[Provider<TimezoneResource>("zoneinfo", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class TimezoneProvider : Provider<TimezoneResource>
{
    /// <summary>The link to the zone.</summary>
    internal static readonly AbsolutePath Link = "/etc/localtime";

    /// <summary>The zone's name, for those who do not read links.</summary>
    internal static readonly AbsolutePath NameFile = "/etc/timezone";

    private static readonly AbsolutePath Zones = "/usr/share/zoneinfo";

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(TimezoneResource want, Plan plan, CancellationToken cancel)
    {
        if (await plan.System.StatAsync(Zones, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException($"There is no directory {Zones}: the host knows no time zones. Declare host.Package(\"tzdata\") above.");
        }

        var zone = Zones / want.Zone;
        if (await plan.System.StatAsync(zone, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            throw new ProviderException($"There is no time zone {want.Zone} on this host.{await SuggestAsync(plan.System, want.Zone, cancel).ConfigureAwait(false)}");
        }

        string? from = null;
        switch (await plan.System.StatAsync(Link, follow: false, cancel).ConfigureAwait(false))
        {
            case null:
                break;
            case { IsLink: true }:
                // Some distributions write the link relative.
                var target = Path.GetFullPath(await plan.System.ReadLinkAsync(Link, cancel).ConfigureAwait(false), Link.Parent.Value);
                from = target.StartsWith(Zones.Value + "/", StringComparison.Ordinal) ? target[(Zones.Value.Length + 1)..] : target;
                break;
            case { IsFile: true }:
                from = "a file";
                break;
            default:
                throw new ProviderException($"{Link} is neither a link nor a file. Look at it and remove it.");
        }

        if (from != want.Zone)
        {
            plan.Change("set zone", from, want.Zone, (system, stop) => system.CreateLinkAsync(Link, zone.Value, cancel: stop));
        }

        var file = await EditedFile.OpenAsync(plan.System, NameFile, cancel).ConfigureAwait(false);
        if (file.Exists && file.Text.Trim() != want.Zone)
        {
            await file.SaveAsync(plan, want.Zone + "\n", new Edit("set name", file.Text.Trim(), want.Zone), cancel).ConfigureAwait(false);
        }
    }

    // The table that comes with the zones has one line for each place; who forgets the continent is told it.
    private static async ValueTask<string> SuggestAsync(ISystemReader system, string wrong, CancellationToken cancel)
    {
        var names = new List<string> { "UTC", "Etc/UTC" };
        var table = Zones / "tzdata.zi";
        if (await system.StatAsync(table, follow: true, cancel).ConfigureAwait(false) is not null)
        {
            foreach (var line in Encoding.UTF8.GetString((await system.ReadAsync(table, cancel).ConfigureAwait(false)).Span).Split('\n'))
            {
                // Z NAME … begins a zone, L TARGET NAME is a link.
                switch (line.Split(' '))
                {
                    case ["Z", var name, ..]:
                        names.Add(name);
                        break;
                    case ["L", _, var name]:
                        names.Add(name);
                        break;
                }
            }
        }

        var place = wrong[(wrong.LastIndexOf('/') + 1)..];
        var meant = Suggestion.Nearest(wrong, names)
            ?? names.Find(name => name.EndsWith("/" + place, StringComparison.OrdinalIgnoreCase));
        return meant is null ? " ls /usr/share/zoneinfo lists them." : $" Did you mean '{meant}'?";
    }
}
