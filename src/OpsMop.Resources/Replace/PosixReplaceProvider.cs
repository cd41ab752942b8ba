using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsMop;

/// <summary>Replaces text in files on any POSIX system.</summary>
[Provider<ReplaceResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixReplaceProvider : Provider<ReplaceResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(ReplaceResource want, Plan plan, CancellationToken cancel)
    {
        var file = await EditedFile.OpenAsync(plan.System, want.Path, cancel).ConfigureAwait(false);
        if (!file.Exists)
        {
            throw new ProviderException($"There is no file {file.Path}. Declare what brings it above, or correct the path.");
        }

        // A file all of whose lines end with \r\n is changed as one with \n, so that $ means what it says. One with both is taken as it is.
        var plain = file.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var isCarriage = plain.Length < file.Text.Length && plain.Replace("\n", "\r\n", StringComparison.Ordinal) == file.Text;
        var text = isCarriage ? plain : file.Text;
        var (after, count) = Replaced(want, text);
        if (after == text)
        {
            return;
        }

        if (Replaced(want, after).Text != after)
        {
            throw new ProviderException(
                $"{want.Pattern} still matches what it has made of {file.Path}, and would change it again in each run. Write the pattern so that it does not match the result, such as with ^ and $ or a look-ahead (?!…).");
        }

        await FilePart.SaveAsync(
            want,
            plan,
            file,
            isCarriage ? after.Replace("\n", "\r\n", StringComparison.Ordinal) : after,
            new Edit("replace", count == 1 ? "1 match" : string.Create(CultureInfo.InvariantCulture, $"{count} matches"), want.With),
            cancel).ConfigureAwait(false);
    }

    private static (string Text, int Count) Replaced(ReplaceResource want, string text)
    {
        var (start, end) = (0, text.Length);
        if (want.StartingAfter is { } first)
        {
            if (Pattern(first).Match(text) is not { Success: true } bound)
            {
                return (text, 0);
            }

            start = bound.Index + bound.Length;
        }

        if (want.EndingBefore is { } last)
        {
            if (Pattern(last).Match(text, start) is not { Success: true } bound)
            {
                return (text, 0);
            }

            end = bound.Index;
        }

        var (part, count) = Pattern(want.Pattern).Replace(text[start..end], want.With!);
        return (text[..start] + part + text[end..], count);
    }

    private static TextPattern Pattern(string pattern) => TextPattern.Of(pattern, RegexOptions.Multiline);
}
