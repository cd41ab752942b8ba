/// <summary>A queue of a mail server.</summary>
[ResourceType("mail-queue")]
public sealed partial class MailQueueResource : Resource
{
    [Key]
    public string Queue { get; }

    // In seconds.
    public int? Lifetime { get; }
}
