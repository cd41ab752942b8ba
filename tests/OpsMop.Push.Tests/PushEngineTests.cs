using OpsMop.Engine;
using OpsMop.Engine.Events;
using OpsMop.Engine.Variables;
using OpsMop.Push.Tests.Inventories;
using OpsMop.Push.Tests.Sessions;

namespace OpsMop.Push.Tests;

/// <summary>What happens before any host is contacted; each of these says no to the question whether to go on.</summary>
public sealed class PushEngineTests : IDisposable
{
    private readonly InventoryFolder _folder = new();
    private readonly List<PushScope> _asked = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PushVerb.Apply)]
    [InlineData(PushVerb.Plan)]
    [InlineData(PushVerb.Exec)]
    public async Task The_hosts_may_come_from_what_the_policy_loads_and_from_its_variables(object verb)
    {
        await RunAsync(new DatabasePolicy(), (PushVerb)verb, "kiel");

        Assert.Equal(["kiel1.example.com", "kiel2.example.com"], Assert.Single(_asked).Hosts);
    }

    [Theory]
    [InlineData(PushVerb.Apply)]
    [InlineData(PushVerb.Exec)]
    public async Task Code_that_cannot_name_its_hosts_is_a_fault_of_the_policy(object verb)
    {
        var exception = await Assert.ThrowsAsync<InvalidPolicyException>(() => RunAsync(new DatabasePolicy(), (PushVerb)verb, "nowhere"));

        Assert.StartsWith("DatabasePolicy.ComposeInventory failed: The given key 'nowhere'", Assert.Single(exception.Findings).Message, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    private Task RunAsync(Policy policy, PushVerb verb, string site) => new PushEngine(policy).RunAsync(
        new PushRequest
        {
            Verb = verb,
            CurrentDirectory = _folder.Path("."),
            Hosts = "all",
            Command = ["true"],
            Settings = [new VariableSetting("site", site)],
            ConfirmAsync = (scope, _) =>
            {
                _asked.Add(scope);
                return new(false);
            },
        },
        new NoEvents(),
        CancellationToken.None,
        CancellationToken.None);

    /// <summary>A policy whose hosts stand in a database.</summary>
    private sealed class DatabasePolicy : Policy
    {
        private readonly Dictionary<string, string> _ranges = [];
        private readonly SteppingPolicy _other = new() { Role = { Folder = "/srv", Password = Secret.Adopt("given") } };

        public string Site { get; set; } = "";

        public override ResourceRegistry Registry => _other.Registry;

        public override IReadOnlyList<Variable> Variables { get; } =
            [new Variable<DatabasePolicy, string>("Site", "text", policy => policy.Site, (policy, value) => policy.Site = value, VariableReader.ReadString, VariableWriter.WriteString)];

        public override Task LoadAsync(CancellationToken cancel)
        {
            _ranges.Add("kiel", "kiel[1:2].example.com");
            return Task.CompletedTask;
        }

        public override void ComposeInventory(Inventory inventory) => inventory.Range(_ranges[Site]);

        public override void Compose(Roles roles) => _other.Compose(roles);
    }

    private sealed class NoEvents : IEventSink
    {
        public void Take(RunEvent happened)
        {
        }
    }
}
