using System.Text;

namespace OpsMop.Generators;

/// <summary>Names of generated files. The compiler takes two names that differ only in case for one, and allows few characters.</summary>
internal static class HintName
{
    /// <summary>A name that is legible, and unique by a hash of the full name: <c>Contoso.FileResource.1f3a09c2.g.cs</c>.</summary>
    public static string For(string fullName, string kind)
    {
        var text = new StringBuilder(fullName.Length + kind.Length + 16);
        var hash = 2166136261u;
        foreach (var c in fullName)
        {
            hash = unchecked((hash ^ c) * 16777619u);
            text.Append(c is '.' or '_' || (c < 128 && char.IsLetterOrDigit(c)) ? c : '_');
        }

        // Some file systems end at 255 bytes, and EmitCompilerGeneratedFiles writes these names to one.
        if (text.Length > 150)
        {
            text.Remove(0, text.Length - 150);
        }

        return text.Append('.').Append(kind).Append('.').Append(hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)).Append(".g.cs").ToString();
    }
}
