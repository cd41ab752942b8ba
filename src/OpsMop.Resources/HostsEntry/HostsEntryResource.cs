using System.Net;

namespace OpsMop;

/// <summary>The names of an address in <c>/etc/hosts</c>. Other addresses and comments stay.</summary>
[ResourceType("hosts-entry")]
[OneOf(nameof(Names), nameof(Absent))]
public sealed partial class HostsEntryResource : Resource
{
    /// <summary>The address, such as <c>10.0.0.5</c> or <c>fd00::5</c>.</summary>
    [Key]
    public string Address { get; }

    /// <summary>Its names, all of them: the first is the one that it is called by, the others are aliases.</summary>
    [Length(1, 1000), RegularExpression("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?", Explanation = "the name of a host")]
    public IReadOnlyList<string>? Names { get; }

    /// <summary>The names move here: they are taken from other addresses of the same kind, IPv4 or IPv6, so that none has two.</summary>
    [Needs(nameof(Names))]
    public bool MoveNames { get; }

    /// <summary>The address must have no names.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>Reports what is no address.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        // "10.5" is an address for .NET, and a mistake here.
        if (!IPAddress.TryParse(Address, out var address) || (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && Address.Split('.').Length != 4))
        {
            validation.Report(
                "OPM2004",
                nameof(Address),
                $"\"{Address}\" is no address; it must be as 10.0.0.5 or fd00::5. The names stand behind it: host.HostsEntry(\"10.0.0.5\").Names(\"db\").");
        }
    }

    /// <summary>Claims a part of the file.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Part, HostsProvider.File.Value);
}
