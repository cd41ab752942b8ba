using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>The <c>.repo</c> files that yum, dnf and zypper have in common.</summary>
internal static class RpmRepository
{
    /// <summary>Adds what has to change.</summary>
    /// <param name="want">The repository.</param>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="entry">Its file.</param>
    /// <param name="manager">The package manager.</param>
    /// <param name="importKey">The command that takes note of a new key, made from the path at which it is staged.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask PlanAsync(
        RepositoryResource want, Plan plan, AbsolutePath entry, string manager, Func<AbsolutePath, CommandText>? importKey, CancellationToken cancel)
    {
        var kept = RepositoryFiles.RpmKey(want.Repository);
        if (want.Absent)
        {
            await RepositoryFiles.PlanAbsenceAsync(plan, cancel, entry, kept).ConfigureAwait(false);
            return;
        }

        (string, IReadOnlyList<string>?)[] lists = [("Suites", want.Suites), ("Components", want.Components), ("Architectures", want.Architectures), ("Types", want.Types)];
        foreach (var (property, given) in lists)
        {
            if (given is not null)
            {
                throw new ProviderException($"{manager} knows no {property}: they are apt's. Declare the repository for each kind of platform by itself.");
            }
        }

        var key = await RepositoryFiles.PlanKeyAsync(want, plan, kept, importKey, cancel).ConfigureAwait(false);
        await RepositoryFiles.PlanFileAsync(plan, entry, Entry(want, key), cancel).ConfigureAwait(false);
        if (!key.IsGiven || want.KeyFile.IsGiven)
        {
            await RepositoryFiles.PlanAbsenceAsync(plan, cancel, kept).ConfigureAwait(false);
        }
    }

    private static string Entry(RepositoryResource want, AbsolutePath key)
    {
        var text = new StringBuilder().Append('[').Append(want.Repository).Append("]\n");
        Field("name", want.Description ?? want.Repository);
        if (want.MirrorList is { } mirrors)
        {
            Field("mirrorlist", mirrors);
        }
        else
        {
            Field("baseurl", string.Join("\n        ", want.Uris!));
        }

        Field("enabled", want.Enabled == false ? "0" : "1");
        Field("gpgcheck", want.Trusted ? "0" : "1");
        if (key.IsGiven)
        {
            Field("gpgkey", "file://" + key.Value);
        }

        if (want.Priority is { } priority)
        {
            Field("priority", priority.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var (field, value) in want.Options?.OrderBy(option => option.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            Field(field, value);
        }

        return text.ToString();

        void Field(string field, string value) => text.Append(field).Append('=').Append(value).Append('\n');
    }
}
