/// <summary>What every server gets.</summary>
public sealed partial class Base : Policy
{
    /// <summary>Whether the kernel's parameters are set now. A container may not set them all: there they are only kept.</summary>
    public bool Container { get; set; }

    public override void Compose(Roles roles)
    {
        // People first: sshd is told to let in nobody else.
        roles.Add<People>();
        roles.Add<SecureShell>();
        roles.Add<KernelSettings>(kernel => kernel.OnlyAtBoot = Container);
        roles.Add<Upgrades>();
        roles.Add<NightlyReport>();
    }
}
