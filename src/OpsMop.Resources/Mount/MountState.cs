namespace OpsMop;

/// <summary>Whether something is mounted now, and when the host boots.</summary>
[Verbs]
public enum MountState
{
    /// <summary>It is mounted now, and has its line in <c>/etc/fstab</c>.</summary>
    Mounted,

    /// <summary>It has its line in <c>/etc/fstab</c>. What is mounted now is left alone.</summary>
    InFstabOnly,

    /// <summary>It is not mounted now. Its line in <c>/etc/fstab</c> is brought to what is declared; where no device is, it is left alone.</summary>
    Unmounted,
}
