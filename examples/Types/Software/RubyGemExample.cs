/// <summary>Gems in a folder of gems.</summary>
public sealed partial class RubyGemExample : Role
{
    public override void Define(Host host)
    {
        // The newest of these versions.
        host.RubyGem("opsmop-gem", "/srv/opsmop-gems").Version("1.*");

        // From a file of the host.
        host.RubyGem("opsmop-local", "/srv/opsmop-gems").File("/srv/opsmop-local-3.0.gem");
    }
}

/// <summary>They are gone; what else is in the folder stays.</summary>
public sealed partial class RubyGemGoneExample : Role
{
    public override void Define(Host host)
    {
        host.RubyGem("opsmop-gem", "/srv/opsmop-gems").Absent();
        host.RubyGem("opsmop-local", "/srv/opsmop-gems").Absent();
    }
}
