using System.Collections.Generic;
using System.Linq;

namespace OpsMop.Parsing;

/// <summary>The words for a resource that nobody can bring about. The compiler and the run time say the same.</summary>
internal static class ProviderWords
{
    /// <summary>No provider of a type works on a platform.</summary>
    /// <param name="type">The type's method, such as <c>Package</c>.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="providers">The names of its providers, and the platforms of each.</param>
    public static string NoneWorks(string type, string platform, IEnumerable<(string Name, IReadOnlyList<string> Platforms)> providers) =>
        $"no provider of {type} works on {platform}. {Known(providers)}";

    /// <summary>What a policy chose is no provider of the type.</summary>
    /// <param name="chosen">The class that was chosen.</param>
    /// <param name="type">The type's method.</param>
    /// <param name="providers">The names of its providers, and the platforms of each.</param>
    public static string NotOf(string chosen, string type, IEnumerable<(string Name, IReadOnlyList<string> Platforms)> providers) =>
        $"{chosen} is no provider of {type}. {Known(providers)}";

    private static string Known(IEnumerable<(string Name, IReadOnlyList<string> Platforms)> providers)
    {
        List<string> names = [.. providers.Select(one => one.Platforms.Count == 0 ? one.Name : $"{one.Name} ({string.Join(", ", one.Platforms)})")];
        return names.Count == 0 ? "No provider is registered; reference the library that holds one." : $"Its providers are {string.Join(", ", names)}.";
    }
}
