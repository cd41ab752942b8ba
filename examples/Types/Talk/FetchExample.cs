/// <summary>Brings a file of the host to the controller, where only its owner can read it. Nothing is written as long as it is the same.</summary>
public sealed partial class FetchExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Fetch("/etc/os-release").To(Folder / $"{host.Name}/os-release");
        host.Fetch("/var/log/opsmop-nothing.log").To(Folder / $"{host.Name}/nothing.log").Optional();
    }
}
