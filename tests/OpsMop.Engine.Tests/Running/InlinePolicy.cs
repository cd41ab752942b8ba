namespace OpsMop.Engine.Tests.Running;

/// <summary>A policy that a test writes where it needs it.</summary>
public sealed partial class InlinePolicy(Action<Roles> compose) : Policy
{
    public InlinePolicy(Action<Host> define)
        : this(roles => roles.Add(new InlineRole(define)))
    {
    }

    public string Say { get; set; } = "default";

    public override void Compose(Roles roles) => compose(roles);
}
