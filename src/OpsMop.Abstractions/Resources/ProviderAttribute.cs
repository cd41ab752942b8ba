namespace OpsMop;

/// <summary>Declares a provider: how resources of one type are brought about on some platforms.</summary>
/// <typeparam name="T">The type of resource.</typeparam>
/// <param name="name">The provider's name, such as <c>apt</c> or <c>systemd</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProviderAttribute<T>(string name) : Attribute
    where T : Resource
{
    /// <summary>The provider's name.</summary>
    public string Name { get; } = name;

    /// <summary>The platforms or families of platforms it works on (see <see cref="PlatformFacts.Families"/>); empty for every one.</summary>
    public string[] Platforms { get; init; } = [];

    /// <summary>Whether it is taken where several work and the policy does not choose with <c>Via</c>.</summary>
    public bool Default { get; init; }

    /// <summary>How it was shown to work.</summary>
    public Proof Proof { get; init; }
}
