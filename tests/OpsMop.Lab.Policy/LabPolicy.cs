namespace OpsMop.Lab.Scenarios;

/// <summary>What the tests of the lab run on its hosts: one role, chosen by <c>--set scenario=…</c>.</summary>
public sealed partial class LabPolicy : Policy
{
    /// <summary>Which role the host has.</summary>
    public string Scenario { get; set; } = "";

    public override void Compose(Roles roles)
    {
        switch (Scenario)
        {
            case "packages":
                roles.Add<Packages>();
                break;
            case "chain":
                roles.Add<Chain>();
                break;
            case "demo":
                roles.Add<Demo>();
                break;
            case "unit":
                roles.Add<OwnUnit>();
                break;
            case "account":
                roles.Add<Account>();
                break;
            case "sshd":
                roles.Add<Sshd>();
                break;
            case "one-file":
                roles.Add<OneFile>();
                break;
            case "site":
                roles.Add<Site>();
                break;
            case "slow":
                roles.Add<Slow>();
                break;
            case "image":
                roles.Add<Image>();
                break;
            default:
                throw new ArgumentException($"There is no scenario '{Scenario}'.");
        }
    }
}
