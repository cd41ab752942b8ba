using System.Net;
using System.Net.Sockets;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>A network of IPv4 or IPv6 such as <c>10.0.0.0/24</c> or <c>2001:db8::/32</c>. Bits after the prefix are refused, not cut off.</summary>
public readonly struct Cidr : IDomainValue, IEquatable<Cidr>
{
    private readonly string? _text;
    private readonly string? _error;
    private readonly IPAddress? _network;
    private readonly byte _prefixLength;

    private Cidr(string invalid, string error)
    {
        _text = invalid;
        _error = error;
    }

    private Cidr(IPAddress network, int prefixLength)
    {
        _network = network;
        _prefixLength = (byte)prefixLength;
        _text = CidrParser.Print(network, prefixLength);
    }

    /// <inheritdoc/>
    public bool IsGiven => _text is not null;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>The first address; <see langword="null"/> if the network is invalid or not given.</summary>
    public IPAddress? Network => _network;

    /// <summary>How many leading bits name the network: 0 to 32, or to 128 for IPv6. 0 also if it is invalid or not given.</summary>
    public int PrefixLength => _prefixLength;

    /// <summary>Reads a network. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator Cidr(string? text) =>
        text is null ? default : CidrParser.TryParse(text, out IPAddress network, out int length, out string? error) ? new(network, length) : new(text, error!);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Cidr left, Cidr right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Cidr left, Cidr right) => !left.Equals(right);

    /// <summary>Reads a network.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out Cidr value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <summary>Whether an address is in the network. An IPv4 address in IPv6 form (<c>::ffff:10.0.0.1</c>) counts as IPv4 for an IPv4 network.</summary>
    /// <param name="address">The address.</param>
    /// <returns><see langword="false"/> also if the network is invalid or not given.</returns>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (_network is null)
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6 && _network.AddressFamily == AddressFamily.InterNetwork)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != _network.AddressFamily)
        {
            return false;
        }

        Span<byte> mine = stackalloc byte[16];
        Span<byte> theirs = stackalloc byte[16];
        _network.TryWriteBytes(mine, out int length);
        address.TryWriteBytes(theirs, out _);
        for (int i = 0; i < length; i++)
        {
            if (mine[i] != (theirs[i] & CidrParser.Mask(i, _prefixLength)))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Cidr other) => _text == other._text && _error is null == other._error is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Cidr other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The canonical text; the text as it was given if it is invalid, empty if none was given.</summary>
    public override string ToString() => _text ?? "";
}
