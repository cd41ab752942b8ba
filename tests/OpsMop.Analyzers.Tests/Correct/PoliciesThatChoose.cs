// Policies that add roles by data, in switches, with variables and lambdas that are kept, the same role in two branches, whole and in layers, base policies.
public abstract class Basis : Policy
{
    public string Owner { get; set; } = "ops";

    public override void Compose(Roles roles) => roles.Add<Greets>("basis", greets => greets.Word = Owner);
}

public sealed partial class Chosen : Basis
{
    public string Kind { get; set; } = "web";

    public IReadOnlyDictionary<string, int> Counts { get; set; } = new Dictionary<string, int>();

    public override void Compose(Roles roles)
    {
        base.Compose(roles);
        Action<Greets> loud = greets => greets.Word = greets.Word.ToUpperInvariant();
        switch (Kind)
        {
            case "web":
                roles.Add<Greets>(loud);
                break;
            case "db" when Counts.Count > 0:
                roles.Add<Greets>(greets => greets.Times = Counts["db"]);
                break;
            default:
                roles.Add(new Greets { Word = Kind });
                return;
        }

        foreach (var (name, count) in Counts)
        {
            roles.Add<Greets>(name, greets => (greets.Word, greets.Times) = (name, Math.Clamp(count, 1, 10))).Tags("counted");
        }

        if (Kind is "web")
        {
            roles.Add<Parting>();
        }

        if (Kind is not "web")
        {
            roles.Add<Parting>();
        }

        Many(roles, "first");
        Many(roles, "second");
    }

    private static void Many(Roles roles, string name)
    {
        roles.Add<Greets>($"{name}-hello");
        roles.Add<Greets>($"{name}-goodbye", static greets => greets.Word = "goodbye");
    }
}

public sealed partial class Greets : Role
{
    public string Word { get; set; } = "hello";

    [Range(1, 10)]
    public int Times { get; set; } = 1;

    public override void Define(Host host) => host.Echo(string.Concat(Enumerable.Repeat(Word + " ", Times)) + host.Name);
}

public sealed partial class Parting : Procedure
{
    public override Task RunAsync(Session host) => host.Platform.Is("linux") ? Part(host, "linux") : Part(host, "other");

    private static async Task Part(Session host, string name) => await host.Echo($"goodbye, {name}");
}
