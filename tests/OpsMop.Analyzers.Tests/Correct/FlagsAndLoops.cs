// Required things that come late: in loops, in while, in try, by out, ref, pattern, null-conditional, delegates, in a field, through a property with a setter.
public sealed partial class Late : Role
{
    private LinkBuilder? _link;

    public IReadOnlyList<string> Targets { get; set; } = [];

    public string? Shell { get; set; }

    private LinkBuilder? Held
    {
        get => _link;
        set => _link = value?.Target("held");
    }

    public override void Define(Host host)
    {
        var newest = host.Link("/srv/newest");
        foreach (var target in Targets)
        {
            newest.Target(target);
            break;
        }

        Make(host, out var made);
        made.Target("made");

        _link = host.Link("/srv/field");
        _link?.Target("field");
        Held = host.Link("/srv/held");

        var link = host.Link("/srv/delegate");
        Action<string> point = target => link.Target(target);
        Targets.Take(1).ToList().ForEach(point);

        var tried = host.Link("/srv/tried");
        try
        {
            tried.Target(Targets[0]);
        }
        catch (ArgumentOutOfRangeException)
        {
            tried.Absent();
        }

        var gone = host.User("gone");
        gone.RemoveHome();
        do
        {
            gone.Absent();
        }
        while (false);

        var moved = host.User("moved").MoveHome();
        if (Shell is { } shell)
        {
            moved.Shell(shell);
        }

        moved.Home("/srv/moved");
        object boxed = host.Link("/srv/boxed");
        if (boxed is LinkBuilder unboxed)
        {
            unboxed.Target("boxed");
        }

        (string Name, LinkBuilder Link)[] table = [("a", host.Link("/srv/table-a")), ("b", host.Link("/srv/table-b"))];
        foreach (var (name, entry) in table)
        {
            entry.Target(name);
        }

        new { Link = host.Link("/srv/anonymous") }.Link.Target("x");
        Once(ref newest);

        static void Once(ref LinkBuilder builder) => builder = builder.Title("the newest");
    }

    private static bool Make(Host host, out LinkBuilder link) => (link = host.Link("/srv/out")) is not null;
}
