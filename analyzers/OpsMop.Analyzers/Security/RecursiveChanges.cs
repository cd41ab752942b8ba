using Microsoft.CodeAnalysis;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Owner and mode of everything below a directory that the system stands on.</summary>
internal sealed class RecursiveChanges : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM4008",
        Category.Security,
        "Recursive change of a system directory",
        """
        `chown -R` or `chmod -R` on `/`, `/etc` or `/usr` is the classic way to lose a machine: set-uid programs lose their bit, ssh refuses keys that
        others can read,
        services cannot read their files, and no package manager brings the old state back. Name the directories that are meant.

        The rule reads `[Recursive]`, the path that the resource claims, and owner, group and modes, also those of `host.With(…)`. It knows the directories
        that belong to the
        system as a whole: `/`, `/bin`, `/boot`, `/dev`, `/etc`, `/home`, `/lib`, `/proc`, `/root`, `/run`, `/sbin`, `/sys`, `/usr` with `bin`, `lib` and
        `sbin`, `/var`, `/var/lib`.
        What lies below them, and `/opt`, `/srv` and `/usr/local`, may belong to one application, and is left alone.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var setting in resource.Settings)
            {
                if (setting.Property?.Has("RecursiveAttribute") == true && !IsOff(setting, body)
                    && PathOf(resource, body) is { } path && SystemDirectories.Contains(path) && Given(resource, setting, body) is { } given)
                {
                    report.Add(
                        Rule,
                        setting.Location,
                        $"{resource.Name}: {given} would be set on everything below {path}, which the system stands on. Name the directories that are meant.");
                }
            }
        }
    }

    private static bool IsOff(Setting setting, PolicyBody body) => setting.Value is { } value && (body.Constants.ValueOf(value) is not true);

    private static string? PathOf(ResourceUse resource, PolicyBody body)
    {
        foreach (var (property, value) in resource.Values())
        {
            if (property.Claim == "Path")
            {
                return body.Constants.TextOf(value);
            }
        }

        return null;
    }

    /// <summary>The first of owner, group and modes that is given; <see langword="null"/> where none is, so that nothing would change.</summary>
    private static string? Given(ResourceUse resource, Setting recursive, PolicyBody body)
    {
        foreach (var property in resource.Type.Properties)
        {
            if (property.FromScope is null && !KnownTypes.Is(property.Type, body.Types.UnixMode))
            {
                continue;
            }

            var settings = resource.Of(property.Name).ToList();
            if (settings.Exists(one => Presence.IsCertain(one, body) && one.Conditions.Meet(recursive.Conditions)))
            {
                return property.Name;
            }

            if (settings.Count == 0 && property.FromScope is { } scope && WithScope.ValueOf(resource.Call, scope, body.Constants) is { } value
                && body.Constants.ValueOf(value) is not null)
            {
                return property.Name;
            }
        }

        return null;
    }
}
