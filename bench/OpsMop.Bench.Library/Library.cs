/// <summary>What the standard library is measured with: one case at a time, <c>apply --set case=users --set count=50</c>.</summary>
public sealed partial class Library : Policy
{
    /// <summary>packages, lines, users or services.</summary>
    public string Case { get; set; } = "";

    /// <summary>The packages.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>How many lines for each file, users or services.</summary>
    public int Count { get; set; }

    public override void Compose(Roles roles)
    {
        switch (Case)
        {
            case "packages":
                roles.Add<Packages>(role => role.Names = Names);
                break;
            case "lines":
                roles.Add<Lines>(role => role.Count = Count);
                break;
            case "users":
                roles.Add<Users>(role => role.Count = Count);
                break;
            case "services":
                roles.Add<Services>(role => role.Count = Count);
                break;
            default:
                throw new ArgumentException($"There is no case '{Case}'.");
        }
    }
}
