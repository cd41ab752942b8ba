/// <summary>A program that supervisor keeps running.</summary>
public sealed partial class SupervisorProgramExample : Role
{
    public override void Define(Host host)
    {
        host.Service("supervisor").Running();

        // Read by supervisor, and started; restarted whenever something of this changes.
        var seconds = 4242;
        host.SupervisorProgram("opsmop-worker").Command($"/bin/sleep {seconds}").User("www-data").Directory("/tmp").AutoRestart(SupervisorRestart.Always).Processes(2)
            .Environment("LANG", "C.UTF-8").OutputLog("/var/log/supervisor/opsmop-worker.log").JoinErrors().Running();

        // Known to supervisor, and started by hand.
        host.SupervisorProgram("opsmop-manual").Command($"/bin/true").AutoStart(false).Stopped();
    }
}

/// <summary>No such programs.</summary>
public sealed partial class SupervisorProgramGoneExample : Role
{
    public override void Define(Host host)
    {
        host.SupervisorProgram("opsmop-worker").Absent();
        host.SupervisorProgram("opsmop-manual").Absent();
    }
}
