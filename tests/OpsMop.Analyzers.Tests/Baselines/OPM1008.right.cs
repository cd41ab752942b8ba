/// <summary>A queue of a mail server.</summary>
[ResourceType("mail-queue")]
public sealed partial class MailQueueResource : Resource
{
    /// <summary>Its name, as in <c>postqueue -j</c>.</summary>
    [Key]
    public string Queue { get; }

    /// <summary>How long a message stays in it, in seconds; five days where it is not given.</summary>
    public int? Lifetime { get; }
}
