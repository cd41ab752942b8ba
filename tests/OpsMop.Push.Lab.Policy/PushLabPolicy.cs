namespace OpsMop.Push.Lab.Policies;

/// <summary>What the lab's tests push: one or several roles, chosen by <c>--set scenario=…</c>.</summary>
public sealed partial class PushLabPolicy : Policy
{
    /// <summary>Which roles the hosts have.</summary>
    public string Scenario { get; set; } = "";

    /// <summary>Where the roles of <c>rolling</c> run, and <c>limited</c>.</summary>
    public string Hosts { get; set; } = "all";

    /// <summary>The sizes of the batches of <c>rolling</c>.</summary>
    public List<string> Batches { get; set; } = ["1", "50%", "100%"];

    /// <summary>How many hosts may fail in <c>rolling</c>; none unless given.</summary>
    public string? MaxFailures { get; set; }

    /// <summary>The host that <c>delegated</c> works on.</summary>
    public string Balancer { get; set; } = "";

    public override void Compose(Roles roles)
    {
        switch (Scenario)
        {
            case "ten-files":
                roles.Add<TenFiles>();
                break;
            case "limited":
                roles.Add<TenFiles>().On(Hosts);
                break;
            case "slow":
                roles.Add<Slow>();
                break;
            case "failing":
                roles.Add<Failing>();
                roles.Add<TenFiles>();
                break;
            case "service":
                roles.Add<DemoService>();
                break;
            case "secrets":
                roles.Add<Credentials>();
                break;
            case "sources":
                roles.Add<Sources>();
                break;
            case "once":
                roles.Add<Marks>().Once();
                break;
            case "delegated":
                roles.Add<Marks>().On(Hosts).DelegatedTo(Balancer);
                break;
            case "rolling":
                var block = roles.On(Hosts, rolling =>
                {
                    if (Balancer.Length > 0)
                    {
                        rolling.Add<Marks>("drain", role => role.Word = "drained").DelegatedTo(Balancer);
                    }

                    rolling.Add<Marks>("change");
                    rolling.Add<Failing>();
                    if (Balancer.Length > 0)
                    {
                        rolling.Add<Marks>("restore", role => role.Word = "restored").DelegatedTo(Balancer);
                    }
                }).Serial([.. Batches]);
                if (MaxFailures is { } failures)
                {
                    block.MaxFailures(failures);
                }

                break;
            default:
                throw new ArgumentException($"There is no scenario '{Scenario}'.");
        }
    }
}
