using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators;

/// <summary>Values as C# writes them.</summary>
internal static class Literal
{
    public static string Of(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(double value) =>
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : double.IsNaN(value) ? "double.NaN"
        : value.ToString("R", CultureInfo.InvariantCulture) + "D";
}
