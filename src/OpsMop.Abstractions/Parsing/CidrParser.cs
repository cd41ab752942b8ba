using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpsMop.Parsing;

/// <summary>Reads networks such as <c>10.0.0.0/24</c> and <c>2001:db8::/32</c>.</summary>
internal static class CidrParser
{
    /// <summary>Reads a network. Host bits and short forms of IPv4 (<c>10.1</c>, <c>010.0.0.1</c>) are refused: programs read them differently.</summary>
    public static bool TryParse(string text, out IPAddress network, out int prefixLength, out string? error)
    {
        network = IPAddress.None;
        prefixLength = 0;
        if (text.Length == 0)
        {
            error = "A network must not be empty; write it as 10.0.0.0/24.";
            return false;
        }

        int slash = text.IndexOf('/');
        string addressText = slash < 0 ? text : text.Substring(0, slash);
        IPAddress? address = ParseAddress(addressText);
        if (address is null)
        {
            error = $"'{text}' is not a network: '{addressText}' is not an address; write it as 10.0.0.0/24 or 2001:db8::/32.";
            return false;
        }

        int width = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (slash < 0)
        {
            error = $"'{text}' has no prefix length; did you mean {address}/{width}?";
            return false;
        }

        string lengthText = text.Substring(slash + 1);
        int length = 0;
        bool digits = lengthText.Length is > 0 and <= 3 && (lengthText.Length == 1 || lengthText[0] != '0');
        foreach (char c in lengthText)
        {
            digits &= c >= '0' && c <= '9';
            length = digits ? (length * 10) + (c - '0') : length;
        }

        if (!digits || length > width)
        {
            error = $"'{text}' is not a network: after the slash stands a number from 0 to {width}, such as {address}/{(width == 32 ? 24 : 64)}.";
            return false;
        }

        byte[] bytes = address.GetAddressBytes();
        bool hostBits = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte mask = Mask(i, length);
            hostBits |= (bytes[i] & ~mask) != 0;
            bytes[i] &= mask;
        }

        network = new IPAddress(bytes);
        if (hostBits)
        {
            error = $"'{text}' has bits set after its prefix; did you mean {Print(network, length)}?";
            network = IPAddress.None;
            return false;
        }

        prefixLength = length;
        error = null;
        return true;
    }

    /// <summary>The canonical text.</summary>
    public static string Print(IPAddress network, int prefixLength) => network + "/" + prefixLength.ToString(CultureInfo.InvariantCulture);

    /// <summary>The bits of one byte of an address that belong to the network.</summary>
    public static byte Mask(int index, int prefixLength)
    {
        int bits = Math.Max(0, Math.Min(8, prefixLength - (index * 8)));
        return (byte)(0xFF << (8 - bits));
    }

    private static IPAddress? ParseAddress(string text)
    {
        if (text.IndexOf(':') < 0)
        {
            return ParseVersion4(text);
        }

        foreach (char c in text)
        {
            // IPAddress.TryParse also takes scopes and brackets, which mean nothing in a network.
            if (!(c is ':' or '.' || Sha256Parser.IsHex(c)))
            {
                return null;
            }
        }

        return IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;
    }

    private static IPAddress? ParseVersion4(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 4)
        {
            return null;
        }

        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++)
        {
            string part = parts[i];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0'))
            {
                return null;
            }

            int value = 0;
            foreach (char c in part)
            {
                if (c < '0' || c > '9')
                {
                    return null;
                }

                value = (value * 10) + (c - '0');
            }

            if (value > 255)
            {
                return null;
            }

            bytes[i] = (byte)value;
        }

        return new IPAddress(bytes);
    }
}
