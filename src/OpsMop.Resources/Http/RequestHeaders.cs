namespace OpsMop;

/// <summary>The headers that a policy gives for a request. Their values may be secret: they are sent, and shown nowhere.</summary>
internal static class RequestHeaders
{
    /// <summary>Reports headers that are none (OPM2004).</summary>
    /// <param name="validation">Takes the reports.</param>
    /// <param name="property">The property.</param>
    /// <param name="headers">The headers, if there are any.</param>
    public static void Validate(Validation validation, string property, IReadOnlyDictionary<string, Text>? headers)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, Text>())
        {
            validation.ValidText(property, value);
            if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) || value.Reveal().AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                validation.Report("OPM2004", property, $"{property}: '{name}' and its value must be one header: a name of letters, digits, - and _, and one line.");
            }
        }
    }
}
