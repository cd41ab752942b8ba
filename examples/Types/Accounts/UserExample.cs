/// <summary>A user account. What is declared is brought about also if the account exists already.</summary>
public sealed partial class UserExample : Role
{
    /// <summary>The password of the account for a person; none where it is not given.</summary>
    public Secret? Password { get; set; }

    public override void Define(Host host)
    {
        // An account for a program.
        host.User("opsmop-app").System().Home("/var/lib/opsmop-app").CreateHome().Shell("/usr/sbin/nologin").Comment("An application");

        // An account for a person. Groups adds; ExactGroups would take the others away.
        host.User("opsmop-grace").Comment("Grace").Shell("/bin/sh").Groups("users").Password(Password).PasswordMaxDays(365).PasswordWarnDays(14);

        // One for a guest, until the end of the year: the guest has to choose a password at the first login, and keeps it.
        host.User("opsmop-guest")
            .PasswordHash("$5$guests$GZUCNBAvPzlik7a0H7DJlDw/3PeFhUICUcuQ42Yu5a8")
            .OverwritePassword(false)
            .ChangeAtLogin()
            .Expires("2037-12-31");

        // Files of a user plan before the user exists.
        host.File("/var/lib/opsmop-app/settings").Content("x=1\n").Owner("opsmop-app").Mode("0640");
    }
}

/// <summary>No such accounts.</summary>
public sealed partial class UserGoneExample : Role
{
    public override void Define(Host host)
    {
        host.User("opsmop-app").Absent().RemoveHome();
        host.User("opsmop-guest").Absent().RemoveHome();

        // The account goes, its files stay.
        host.User("opsmop-grace").Absent();
    }
}
