namespace OpsMop.Bench;

/// <summary>What is measured.</summary>
/// <param name="Name">Its name, which its files on the host have too.</param>
/// <param name="Title">What it is, for the table.</param>
/// <param name="OpsMop">The command line of our policy.</param>
/// <param name="Ansible">The tasks of a playbook.</param>
/// <param name="Puppet">A manifest.</param>
internal sealed record Case(string Name, string Title, string OpsMop, string Ansible, string Puppet)
{
    /// <summary>A command that undoes it before each round; without one, a round finds nothing to do.</summary>
    public string? Undo { get; init; }

    /// <summary>The command that does it and nothing else.</summary>
    public string? Floor { get; init; }
}
