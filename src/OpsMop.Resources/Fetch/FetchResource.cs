namespace OpsMop;

/// <summary>Brings a file of the host to the controller: a log, a key that the host has made, a report.</summary>
/// <remarks>
/// The copy is readable by its owner only, whatever the mode on the host. Its folder is made if it is missing. In a push, the controller takes files only into folders that the role
/// names for it, <c>files.Receive("/srv/collected")</c> in <c>ShareFiles</c>; a plan then says that it would be brought, and not what is replaced by it. A policy that
/// is applied where it runs has its copy made there. The file is read as a whole, and is for the memory to hold.
/// </remarks>
[ResourceType("fetch")]
public sealed partial class FetchResource : Resource
{
    /// <summary>The file on the host. A link is followed.</summary>
    [Key]
    public AbsolutePath Path { get; }

    /// <summary>Where the copy is, on the controller. Different hosts need different places: <c>$"/srv/collected/{host.Name}.log"</c>.</summary>
    [Required, Claims(Claim.Path)]
    public AbsolutePath To { get; }

    /// <summary>A file that is not there is no failure. A copy that was made before stays.</summary>
    public bool Optional { get; }
}
