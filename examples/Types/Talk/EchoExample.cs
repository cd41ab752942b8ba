/// <summary>Says something to whoever watches the run. It is a message, not a change, and appears in plans too.</summary>
public sealed partial class EchoExample : Role
{
    /// <summary>Who is greeted.</summary>
    public string Name { get; set; } = "World";

    public override void Define(Host host)
    {
        host.Echo("A constant text.");
        host.Echo($"Hello {Name}, this is {host.Name}.").Title("the greeting");
    }
}
