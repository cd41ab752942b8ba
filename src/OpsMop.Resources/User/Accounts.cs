namespace OpsMop;

/// <summary>How accounts that are planned are known before they exist.</summary>
internal static class Accounts
{
    /// <summary>
    /// The id of an account that a plan creates without naming one: the system chooses it when the plan is applied. It is <c>(uid_t)-1</c>, which no
    /// account ever has.
    /// </summary>
    public const uint UnknownId = uint.MaxValue;

    /// <summary>The key under which a user is known.</summary>
    public static string UserKey(string name) => "user:" + name;

    /// <summary>The key under which a group is known.</summary>
    public static string GroupKey(string name) => "group:" + name;

    /// <summary>The key under which a user's supplementary groups are known.</summary>
    public static string UserGroupsKey(string name) => "user-groups:" + name;
}
