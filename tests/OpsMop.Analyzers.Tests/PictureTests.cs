using System.Net;
using System.Text.RegularExpressions;

namespace OpsMop.Analyzers.Tests;

/// <summary>The picture of a build in the README shows what a build says; <c>scripts/picture.py</c> draws it anew.</summary>
public sealed class PictureTests
{
    private static readonly string s_images = Path.GetFullPath(Path.Combine(Baseline.Folder, "..", "..", "..", "docs", "images"));

    [Fact]
    public async Task The_picture_of_a_build_shows_the_faults_of_the_policy_beside_it()
    {
        var policy = await File.ReadAllTextAsync(Path.Combine(s_images, "gate.cs"));
        var found = await PolicyProject.Of(("/src/Policy.cs", policy)).WithFiles("files/shop.conf").DiagnosticsAsync("CS1591");
        var picture = await File.ReadAllTextAsync(Path.Combine(s_images, "gate.svg"));

        // Without the tags, and without the ends of lines: a terminal breaks them where it is full.
        var shown = WebUtility.HtmlDecode(Regex.Replace(picture, "</text>\\s*<text[^>]*>|<[^>]*>", ""));
        Assert.Equal(3, found.Length);
        Assert.All(found, fault =>
        {
            var at = fault.Location.GetLineSpan().StartLinePosition;
            Assert.Contains($"Shop.cs({at.Line + 1},{at.Character + 1}): error {fault.Id}: {fault.GetMessage()}", shown, StringComparison.Ordinal);
        });
    }
}
