using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Engine.Sources;

/// <summary>Finds templates beside the program that are no longer what it was compiled from: whoever edits one there would wait for a change in vain.</summary>
internal static class OutdatedTemplates
{
    /// <summary>The rule.</summary>
    public const string Id = "OPM5008";

    /// <summary>A warning for each template file that has changed. One that is not there, or cannot be read, has not.</summary>
    /// <param name="compiled">What the program was compiled from.</param>
    /// <param name="baseDirectory">The folder of the program.</param>
    public static IEnumerable<Finding> Find(IReadOnlyList<TemplateDescriptor> compiled, string baseDirectory)
    {
        // Two projects of one program may have templates of one name; only one of them lies beside the program.
        foreach (var versions in compiled.GroupBy(static template => template.Path, StringComparer.Ordinal))
        {
            var file = Path.Combine(baseDirectory, versions.Key);
            if (Read(file) is { } hash && !versions.Any(template => template.Sha256 == hash))
            {
                yield return new Finding(
                    Id,
                    new SourceLocation(file, 0),
                    $"{versions.Key} has changed since this program was built from it; what is rendered is the old text. Build the policy again.",
                    IsError: false);
            }
        }
    }

    /// <summary>The hash of a file's text as the compiler reads it: UTF-8 where no byte order mark says otherwise.</summary>
    private static string? Read(string file)
    {
        try
        {
            return File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(file)))) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
