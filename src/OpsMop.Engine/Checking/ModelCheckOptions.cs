namespace OpsMop.Engine.Checking;

/// <summary>What a model check looks at.</summary>
public sealed class ModelCheckOptions
{
    /// <summary>The policies.</summary>
    public required IReadOnlyList<CheckedPolicy> Policies { get; init; }

    /// <summary>The folder of the program, where files that travel with the policy are looked up.</summary>
    public required string ProgramDirectory { get; init; }

    /// <summary>Data files, of the form that <c>--set @file</c> takes; each is checked as the data of an environment.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    /// <summary>Files that describe example hosts.</summary>
    public IReadOnlyList<string> ExampleHosts { get; init; } = [];

    /// <summary>The names of the <see cref="TargetsAttribute"/> of a role's class; empty where it has none.</summary>
    public Func<Type, IReadOnlyList<string>> TargetsOf { get; init; } = static _ => [];

    /// <summary>The names that the program's roles have by their classes, also those that no policy adds.</summary>
    public IReadOnlyList<string> RoleNames { get; init; } = [];
}
