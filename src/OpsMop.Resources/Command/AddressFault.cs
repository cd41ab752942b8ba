using System.Text.RegularExpressions;

namespace OpsMop;

/// <summary>An address that a program gets as an argument: everybody on the host can read it there.</summary>
internal static partial class AddressFault
{
    /// <summary>Reports a password in an address (OPM4001).</summary>
    /// <param name="validation">Takes the report.</param>
    /// <param name="property">The property.</param>
    /// <param name="address">The address.</param>
    /// <param name="instead">What to do instead, as a sentence.</param>
    public static void Report(Validation validation, string property, string? address, string instead)
    {
        if (address is not null && HasPassword().IsMatch(address))
        {
            validation.Report("OPM4001", property, $"{property} has a password in its address, which everybody on the host could read. {instead}");
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*://[^/@]*:[^/@]*@")]
    private static partial Regex HasPassword();
}
