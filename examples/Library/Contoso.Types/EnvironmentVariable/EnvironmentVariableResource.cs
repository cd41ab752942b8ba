using OpsMop;

namespace Contoso.Types;

/// <summary>A variable that every login session of the host gets.</summary>
/// <remarks>It is a line of <c>/etc/environment</c>, which PAM reads: <c>NAME="value"</c>, without any expansion. Sessions that are open already do not see it.</remarks>
[ResourceType("environment-variable")]
public sealed partial class EnvironmentVariableResource : Resource
{
    /// <summary>Its name.</summary>
    [Key]
    [RegularExpression("[A-Za-z_][A-Za-z0-9_]*", Explanation = "a name: a letter or _, then letters, digits and _")]
    public string Variable { get; }

    /// <summary>Its value, on one line and without double quotes. Everybody who logs in can read it, so it must be no secret.</summary>
    [RegularExpression("[^\"\\n]*", Explanation = "text on one line without double quotes")]
    public string? Value { get; }

    /// <summary>The variable must not be set.</summary>
    [Absence]
    [Excludes(nameof(Value))]
    public bool Absent { get; }

    /// <summary>What no attribute can say.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Value is null && !Absent)
        {
            validation.Report("OPM2001", nameof(Value), "Neither Value nor Absent is given, so that there is nothing to bring about.");
        }
    }

    /// <summary>Others may manage other lines of the file, and nobody may delete it as a file that nobody declares.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Part, EnvironmentFileProvider.File.Value);
}
