using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Engine.Plans;

/// <summary>
/// The key of one plan. What may be secret is in a plan only as a hash under it: a hash without a key would tell whoever has two plans that both hold the same password, and could be
/// looked up in a table.
/// </summary>
internal sealed class PlanKey
{
    private const int Size = 32;
    private const int Shown = 16;

    private readonly byte[] _key;

    private PlanKey(byte[] key) => _key = key;

    /// <summary>A key that no other plan has.</summary>
    public static PlanKey New() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The key of a plan that is read.</summary>
    /// <param name="text">How it was written.</param>
    /// <exception cref="FormatException">It is no key.</exception>
    public static PlanKey Parse(string text) => Convert.FromBase64String(text) is { Length: Size } key ? new PlanKey(key) : throw new FormatException("The key of the plan is too short.");

    /// <summary>The hash of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public string Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, bytes, hash);
        return "#" + Base64Url.EncodeToString(hash[..Shown]);
    }

    /// <summary>The hash of parts, each with its length, so that no two lists of parts have the same.</summary>
    /// <param name="parts">The parts; <see langword="null"/> is another than empty.</param>
    public string Digest(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        return Digest(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>How it is written.</summary>
    public string Write() => Convert.ToBase64String(_key);
}
