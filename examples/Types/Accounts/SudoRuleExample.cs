/// <summary>What users may do with sudo. visudo checks each rule before it is in place, so that a mistake locks nobody out.</summary>
public sealed partial class SudoRuleExample : Role
{
    /// <summary>Rules as sudoers has them.</summary>
    public string Aliases { get; set; } = "Cmnd_Alias OPSMOP_LOGS = /usr/bin/journalctl\n%adm ALL = OPSMOP_LOGS\n";

    public override void Define(Host host)
    {
        host.User("opsmop-deploy").System();
        host.SudoRule("opsmop-deploy")
            .Users("opsmop-deploy")
            .Commands("/usr/bin/systemctl restart app", "/usr/bin/systemctl status app")
            .NoPassword()
            .Defaults("!requiretty");

        // As another user than root, for the members of a group.
        host.SudoRule("opsmop-operators").Groups("operator").RunAs("opsmop-deploy").Commands("ALL");

        // What cannot be said otherwise.
        host.SudoRule("opsmop-aliases").Content(Aliases);
    }
}

/// <summary>No such rules.</summary>
public sealed partial class SudoRuleGoneExample : Role
{
    public override void Define(Host host)
    {
        host.SudoRule("opsmop-deploy").Absent();
        host.SudoRule("opsmop-operators").Absent();
        host.SudoRule("opsmop-aliases").Absent();
        host.User("opsmop-deploy").Absent();
    }
}
