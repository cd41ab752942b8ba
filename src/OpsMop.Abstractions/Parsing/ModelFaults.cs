namespace OpsMop.Parsing;

/// <summary>The words for what is wrong with a policy as a whole. The compiler and the model check say the same.</summary>
internal static class ModelFaults
{
    private const string Mend = "Remove one of them, or put each under a condition.";

    /// <summary>The same identity twice (OPM2005).</summary>
    /// <param name="name">The resource, such as <c>File[/etc/motd]</c>.</param>
    /// <param name="first">The place of the first, as <c>file(line)</c>.</param>
    public static string DeclaredTwice(string name, string first) =>
        $"{name} is declared twice; the first is at {first}. Join them, or put each under a condition.";

    /// <summary>The same identity twice, once to be gone (OPM2006).</summary>
    /// <param name="name">The resource.</param>
    /// <param name="isGoneHere">Whether the later of the two is the one that is to be gone.</param>
    /// <param name="first">The place of the first, as <c>file(line)</c>.</param>
    public static string GoneAndThere(string name, bool isGoneHere, string first) =>
        $"{name} is to be {(isGoneHere ? "gone" : "there")} here and to be {(isGoneHere ? "there" : "gone")} at {first}. {Mend}";

    /// <summary>Two types of resources that claim one thing (OPM2006).</summary>
    /// <param name="name">The later resource.</param>
    /// <param name="other">The first resource.</param>
    /// <param name="first">The place of the first, as <c>file(line)</c>.</param>
    /// <param name="claim">What both claim: <c>Path</c>, <c>User</c>.</param>
    /// <param name="thing">The name of it; <see langword="null"/> where only the run knows it.</param>
    public static string Contradicts(string name, string other, string first, string claim, string? thing) =>
        $"{name} contradicts {other} at {first}: both manage {(thing is null ? "one" : "the")} {claim.ToLowerInvariant()}{(thing is null ? "" : " " + thing)}. {Mend}";

    /// <summary>Two handlers of one name (OPM2005).</summary>
    public static string HandlerDeclaredTwice(string handler) => $"the handler '{handler}' is declared twice in one role. Give it another name.";

    /// <summary>Two roles of one name in a policy (OPM2005).</summary>
    public static string RoleAddedTwice(string role) => $"the role '{role}' is added twice. Give each a name: roles.Add<…>(\"name\", …).";

    /// <summary>Two roles of one name in a role (OPM2005).</summary>
    /// <param name="role">Its name; with those of the roles around it where they are known.</param>
    public static string RoleIncludedTwice(string role) => $"the role '{role}' is included twice. Give each a name: host.Include<…>(name: \"…\").";

    /// <summary>A role that includes itself (OPM2007).</summary>
    public static string RoleIncludesItself(string role) => $"role '{role}' includes itself without an end. Take the Include out that leads back to it.";

    /// <summary>A resource that waits for itself (OPM2007).</summary>
    public static string AfterItself(string name) => $"{name} cannot come after itself.";

    /// <summary>Resources that wait for each other (OPM2007).</summary>
    /// <param name="members">Their names, joined with commas.</param>
    public static string OrderCycle(string members) =>
        $"the order has a cycle: {members} each wait for another of them. Remove one After, Before or WhenChanged.";

    /// <summary>A resource that waits for one of a role that is added later (OPM2007).</summary>
    /// <param name="name">The resource that waits.</param>
    /// <param name="role">Its role.</param>
    /// <param name="other">The resource that it waits for.</param>
    /// <param name="place">The place of that one, as <c>file(line)</c>.</param>
    /// <param name="later">The role of that one.</param>
    public static string RolesOutOfOrder(string name, string role, string other, string place, string later) =>
        $"the order has a cycle: {name} waits for {other} at {place}, and role '{later}', which declares that, comes after role '{role}'. "
        + $"Add '{later}' first, or remove the After, Before or WhenChanged.";

    /// <summary>A handler that raises itself (OPM2007).</summary>
    public static string NotifiesItself(string handler) => $"the handler '{handler}' notifies itself: it would have no end. Remove this notification.";

    /// <summary>Handlers that raise each other (OPM2007).</summary>
    /// <param name="members">Their names, joined with commas.</param>
    public static string NotificationCycle(string members) =>
        $"the handlers {members} notify each other: they would have no end. Remove one of the notifications.";

    /// <summary>A handler that nothing raises (OPM2008).</summary>
    public static string NeverNotified(string handler) => $"the handler '{handler}' is never notified. Add .Notifies(…) to what should raise it, or remove it.";
}
