namespace OpsMop.Lab;

/// <summary>What a user of a host may do by <c>sudo</c>.</summary>
public enum SudoRights
{
    /// <summary>Nothing: the user is not in sudoers.</summary>
    None,

    /// <summary>Everything, after giving the password.</summary>
    WithPassword,

    /// <summary>Everything, without being asked.</summary>
    WithoutPassword,
}
