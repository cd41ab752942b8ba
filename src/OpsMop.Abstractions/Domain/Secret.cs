using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// A value that must not be seen: it comes from a secret file, a prompt or a program at run time, never from a literal, and leaves only
/// through <see cref="Text"/>, whose diffs and logs show <c>***</c>, or as a file that one process can read. <see langword="null"/> means not given.
/// </summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(Refusal))]
public sealed class Secret : IEquatable<Secret>
{
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly AsyncLocal<bool> s_samples = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    private Secret(string value)
    {
        _value = value;
        KnownSecrets.Add(value);
    }

    /// <summary>Whether two secrets hold the same, found in a time that does not depend on where they differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two secrets hold different values.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    /// <summary>Whether <see cref="FromFile"/> gives a sample and reads nothing, here and in what is called from here: a build has no secrets.</summary>
    internal static bool GivesSamples
    {
        get => s_samples.Value;
        set => s_samples.Value = value;
    }

    /// <summary>Reads a secret from a file of the controller: UTF-8, without the one line end that an editor leaves after it.</summary>
    /// <param name="path">The file, relative to the working directory.</param>
    /// <exception cref="SystemFaultException">The file cannot be read, or on Unix its group or others can read it too.</exception>
    public static Secret FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (GivesSamples)
        {
            return new Secret("a-sample-of-a-secret");
        }

        byte[]? bytes = null;
        try
        {
            // The mode of the file that is open, not of what may stand under its name a moment later.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & ForOthers) != 0)
            {
                throw new SystemFaultException(
                    SystemFault.Refused,
                    path,
                    $"The secret file {path} can be read by its group or by others; take that away with chmod go-rwx {path}, and change the secret if they may have seen it.");
            }

            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            string value = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            value = value.EndsWith("\r\n", StringComparison.Ordinal) ? value[..^2] : value.EndsWith('\n') ? value[..^1] : value;
            return new Secret(value);
        }
        catch (DecoderFallbackException e)
        {
            throw new SystemFaultException(SystemFault.Other, path, $"The secret file {path} is not UTF-8 text; encode it, for example with base64.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SystemFaultException(SystemFault.NotFound, path, $"The secret file {path} does not exist; create it with mode 0600.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SystemFaultException(SystemFault.PermissionDenied, path, $"The secret file {path} may not be read by this user; make this user its owner.", e);
        }
        catch (IOException e)
        {
            throw new SystemFaultException(SystemFault.Other, path, $"The secret file {path} cannot be read: {e.Message}", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Makes a secret of a value that the program obtained at run time, such as the answer of a vault; never of a literal.</summary>
    /// <param name="value">The value.</param>
    public static Secret Adopt(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Secret(value);
    }

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>Throws: a secret as a plain string would be written as it is, or as <c>***</c>, and both are wrong.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override string ToString() => throw new InvalidOperationException(SecretFaults.NoPlainText);

    /// <summary>The value itself, for those who hand it to a system.</summary>
    internal string Reveal() => _value;

    /// <summary>Keeps serializers from writing a secret, or an empty object in its place.</summary>
    private sealed class Refusal : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A Secret is not read from JSON; use Secret.FromFile or Secret.Adopt.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A Secret is not written to JSON; leave the property out, or mark it [JsonIgnore].");
    }
}
