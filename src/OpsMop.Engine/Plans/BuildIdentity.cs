using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Engine.Plans;

/// <summary>
/// By what a build of a policy is known. Portable, each assembly has an id that the compiler makes from all that it compiled; native, the program is one file without them, and is known by
/// its hash.
/// </summary>
internal static class BuildIdentity
{
    private static readonly Lazy<string> s_program = new(static () =>
    {
        using var file = File.OpenRead(Environment.ProcessPath!);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    });

    /// <summary>The identity of the running build.</summary>
    /// <param name="policy">The policy.</param>
    public static string Of(Policy policy)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported && Environment.ProcessPath is not null)
        {
            return s_program.Value;
        }

        var registry = policy.Registry;
        var modules = new HashSet<Guid>();
        foreach (var type in (IEnumerable<Type>)
            [policy.GetType(), typeof(PolicyEngine), typeof(Policy),
             .. registry.Types.Select(type => type.ClrType), .. registry.Providers.Select(provider => provider.ClrType), .. registry.Roles.Select(role => role.ClrType)])
        {
            modules.Add(type.Module.ModuleVersionId);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', modules.Order()))));
    }
}
