// An abstract role, and one that only overrides what a complete one does, need no generated half: neither is partial, and nothing is lost.
public abstract class Site : Role
{
    public string Name { get; set; } = "site";

    public IReadOnlyDictionary<string, IReadOnlyList<Port>> Listeners { get; set; } = new Dictionary<string, IReadOnlyList<Port>>();

    protected virtual string Greeting => $"{Name} listens on {Listeners.Count} addresses.";
}

public partial class Blog : Site
{
    public override void Define(Host host) => host.Echo(Greeting);
}

public sealed class QuietBlog : Blog
{
    protected override string Greeting => "";

    public override void Define(Host host)
    {
        if (Greeting is { Length: > 0 })
        {
            base.Define(host);
        }
    }
}
