namespace OpsMop.Engine.Checking;

/// <summary>A host that a model check made up, and what the model of it could not be checked for.</summary>
internal sealed class SampleHost
{
    public SampleHost(string name, IReadOnlyList<string>? groups, PlatformFacts platform)
        : this(name, groups, new SampleFacts(name, platform))
    {
    }

    public SampleHost(string name, IReadOnlyList<string>? groups, SampleFacts facts)
    {
        Name = name;
        Facts = facts;
        Groups = groups ?? new SampleGroups(Facts);
    }

    public string Name { get; }

    public SampleFacts Facts { get; }

    public IReadOnlyList<string> Groups { get; }

    /// <summary>Whether a role is for this host's platform.</summary>
    public required Func<RoleBase, bool> Has { get; init; }

    /// <summary>The names that roles of the program have by their classes, so that one that a branch includes is not taken for a slip.</summary>
    public IReadOnlyList<string> RoleNames { get; init; } = [];

    /// <summary>Names in data of roles that the model does not have, and that a branch which was not checked may include.</summary>
    public List<Finding> UncertainNames { get; } = [];

    /// <summary>Whether all roles are in the model.</summary>
    public bool IsCertain => FactsRead.Count == 0 && Unchecked.Count == 0 && !LoadsSample;

    /// <summary>Whether the variables have all the values that they will have, so that one without a value is a fault.</summary>
    public bool KnowsVariables { get; init; }

    /// <summary>Whether a policy that reads from elsewhere before it is composed has samples of that.</summary>
    public bool LoadsSample { get; init; }

    /// <summary>The facts that nobody knows before there is a host, the roles that read them, and where.</summary>
    public List<(string Role, string Fact, SourceLocation At)> FactsRead { get; } = [];

    /// <summary>What could not be checked for want of a value, by the name of the role; the policy itself under the empty name.</summary>
    public Dictionary<string, CheckNote> Unchecked { get; } = [];

    /// <summary>The roles that are not for this host's platform, by name.</summary>
    public Dictionary<string, CheckNote> Elsewhere { get; } = [];

    /// <summary>Whether a name in data may be that of a role that the model does not have.</summary>
    /// <param name="finding">What is wrong if it is not.</param>
    /// <param name="name">The name.</param>
    /// <param name="isSlip">Whether it is nearly that of a role that the model has.</param>
    public bool MayKnow(Finding finding, string name, bool isSlip)
    {
        if (RoleNames.Any(known => Naming.Same(known, name)))
        {
            return true;
        }

        // Where roles come from samples, a name that is nearly a sample's may well be that of another.
        var may = !isSlip || LoadsSample;
        if (may)
        {
            UncertainNames.Add(finding);
        }

        return may;
    }
}
