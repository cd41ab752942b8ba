using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>Manages the repositories of apt, each in a <c>.sources</c> file of its own with its own key.</summary>
[Provider<RepositoryResource>("apt", Platforms = ["apt"], Default = true, Proof = Proof.RealHost)]
public sealed class AptRepositoryProvider : Provider<RepositoryResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(RepositoryResource want, Plan plan, CancellationToken cancel)
    {
        var name = want.Repository;
        if (want.Absent)
        {
            await RepositoryFiles.PlanAbsenceAsync(
                plan, cancel, RepositoryFiles.Sources(name), RepositoryFiles.List(name), RepositoryFiles.Pin(name), RepositoryFiles.AptKey(name)).ConfigureAwait(false);
            return;
        }

        if (want.Uris is not { } uris)
        {
            throw new ProviderException("apt knows no MirrorList. Give the list of mirrors as .Uris(\"mirror+https://…\").");
        }

        // Key, pin and old entry come before the new one: apt never sees a repository that it cannot check, or sees twice.
        var key = await RepositoryFiles.PlanKeyAsync(want, plan, RepositoryFiles.AptKey(name), check: null, cancel).ConfigureAwait(false);
        if (want.Priority is { } priority)
        {
            await RepositoryFiles.PlanFileAsync(plan, RepositoryFiles.Pin(name), Pins(uris, priority), cancel).ConfigureAwait(false);
        }
        else
        {
            await RepositoryFiles.PlanAbsenceAsync(plan, cancel, RepositoryFiles.Pin(name)).ConfigureAwait(false);
        }

        await RepositoryFiles.PlanAbsenceAsync(plan, cancel, RepositoryFiles.List(name)).ConfigureAwait(false);
        await RepositoryFiles.PlanFileAsync(plan, RepositoryFiles.Sources(name), Entry(want, plan, uris, key), cancel).ConfigureAwait(false);
        if (!key.IsGiven || want.KeyFile.IsGiven)
        {
            await RepositoryFiles.PlanAbsenceAsync(plan, cancel, RepositoryFiles.AptKey(name)).ConfigureAwait(false);
        }
    }

    private static string Entry(RepositoryResource want, Plan plan, IReadOnlyList<string> uris, AbsolutePath key)
    {
        var suites = want.Suites ?? (plan.Facts.Platform.Codename is { Length: > 0 } own
            ? [own]
            : throw new ProviderException("The release of this host has no name that could be the suite. Add .Suites(\"…\")."));
        var paths = suites.Count(suite => suite.EndsWith('/'));
        if (paths > 0 && (paths < suites.Count || want.Components is not null))
        {
            throw new ProviderException("A suite that is a path, with a / at its end, has no components and stands by itself. Declare another repository for it.");
        }

        var text = new StringBuilder();
        Field("Types", want.Types ?? ["deb"]);
        Field("URIs", uris);
        Field("Suites", suites);
        if (paths == 0)
        {
            Field("Components", want.Components ?? ["main"]);
        }

        if (want.Architectures is { } architectures)
        {
            Field("Architectures", architectures);
        }

        if (want.Description is { } description)
        {
            Field("X-Repolib-Name", [description]);
        }

        if (want.Enabled == false)
        {
            Field("Enabled", ["no"]);
        }

        if (key.IsGiven)
        {
            Field("Signed-By", [key.Value]);
        }

        if (want.Trusted)
        {
            Field("Trusted", ["yes"]);
        }

        foreach (var (field, value) in want.Options?.OrderBy(option => option.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            Field(field, [value]);
        }

        return text.ToString();

        void Field(string field, IReadOnlyList<string> values) => text.Append(field).Append(": ").AppendJoin(' ', values).Append('\n');
    }

    /// <summary>A pin for each host: apt knows where a package is from by the host's name, which is empty for files.</summary>
    private static string Pins(IReadOnlyList<string> uris, int priority)
    {
        var text = new StringBuilder();
        foreach (var host in uris.Select(HostOf).Distinct(StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"Package: *\nPin: origin \"{host}\"\nPin-Priority: {priority}\n");
        }

        return text.ToString();
    }

    private static string HostOf(string uri)
    {
        // Of mirror+https:// the host is the list's, not the mirror's, as apt has it.
        var start = uri.IndexOf("://", StringComparison.Ordinal);
        return start >= 0 && Uri.TryCreate("http" + uri[start..], UriKind.Absolute, out var parsed) ? parsed.Host : "";
    }
}
