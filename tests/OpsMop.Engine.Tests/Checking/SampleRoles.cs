namespace OpsMop.Engine.Tests.Checking;

/// <summary>A role whose file has a port in its name, so that what variables hold shows in the model.</summary>
public sealed partial class Web : Role
{
    public Port Port { get; set; } = 80;

    public IReadOnlyList<Port> Others { get; set; } = [];

    [Obsolete("use Port")]
    public int? Number { get; set; }

    public override void Define(Host host) => host.File($"/etc/web/{Port}").Content("x").Mode("0644");
}

/// <summary>A role that nothing but data can complete.</summary>
public sealed partial class Mail : Role
{
    [Required]
    public string? Domain { get; set; }

    public override void Define(Host host) => host.File("/etc/mail/" + Domain!.Trim()).Content("x").Mode("0644");
}

/// <summary>A role with a path that nothing gives, and that does not say that it needs one.</summary>
public sealed partial class Backup : Role
{
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder);
        host.File(Folder / "list").Content("x").Mode("0644");
    }
}

/// <summary>A role with two resources that others can name.</summary>
public sealed partial class Pair : Role
{
    public ResourceBuilder First { get; private set; } = null!;

    public ResourceBuilder Second { get; private set; } = null!;

    public override void Define(Host host) => (First, Second) = (host.Echo("first"), host.Echo("second"));
}

/// <summary>A role that includes itself, as deep as it is told.</summary>
public sealed partial class Endless : Role
{
    public int Depth { get; set; } = int.MaxValue;

    public override void Define(Host host)
    {
        if (Depth > 0)
        {
            host.Include<Endless>(role => role.Depth = Depth - 1);
        }
    }
}

/// <summary>A policy that asks elsewhere, and fails the test if it is made to.</summary>
public sealed partial class Asking : Policy
{
    private IReadOnlyList<string> _customers = [];

    public override Task LoadAsync(CancellationToken cancel) => throw new InvalidOperationException("A check must not load.");

    public override void LoadSample() => _customers = ["a", "b"];

    public override void Compose(Roles roles)
    {
        foreach (var customer in _customers)
        {
            roles.Add<Web>(customer);
        }
    }
}

/// <summary>A policy that cannot be made.</summary>
public sealed partial class Unmakeable : Policy
{
    public Unmakeable() => throw new InvalidOperationException("no constructor of mine works");

    public override void Compose(Roles roles)
    {
    }
}

/// <summary>A policy that must be told something.</summary>
public sealed partial class Needy : Policy
{
    [Required]
    public string? Domain { get; set; }

    public override void Compose(Roles roles) => roles.Add<Web>(web => web.Port = Domain!.Length);
}

/// <summary>A policy that says what it is for.</summary>
[Targets("debian", "macos")]
public sealed partial class Targeted : Policy
{
    public override void Compose(Roles roles) => roles.Add<Web>();
}

/// <summary>A policy for others to derive from.</summary>
public abstract partial class Unfinished : Policy;
