namespace OpsMop;

/// <summary>Whether swap is used now, and when the host boots.</summary>
[Verbs]
public enum SwapState
{
    /// <summary>It is used now, and has its line in <c>/etc/fstab</c>.</summary>
    Active,

    /// <summary>It is made and has its line in <c>/etc/fstab</c>. Whether it is used now is left alone: for images and containers.</summary>
    InFstabOnly,
}
