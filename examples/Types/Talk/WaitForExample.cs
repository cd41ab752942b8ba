/// <summary>Waits until something is so. It is no change; a plan looks once, and says what it would wait for.</summary>
public sealed partial class WaitForExample : Role
{
    /// <summary>A file that something else makes.</summary>
    public AbsolutePath Ready { get; set; } = "/etc/passwd";

    public override void Define(Host host)
    {
        // A file is there, and has a line that matches.
        host.WaitFor().Path(Ready).Pattern("^root:").Every("200ms").Timeout("30s");

        // Nobody uses the port; without Gone, somebody must answer there.
        host.WaitFor().Port(4999).Gone();

        // A process has ended: the one whose number is in the file.
        host.WaitFor().PidFile("/run/opsmop-nothing.pid").Timeout("10s");
    }
}
