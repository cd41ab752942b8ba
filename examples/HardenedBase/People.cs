/// <summary>Who may log in, and who may do what root may.</summary>
public sealed partial class People : Role
{
    /// <summary>All who work on the servers.</summary>
    public IReadOnlyList<Person> Everybody { get; set; } = [];

    public override void Define(Host host)
    {
        host.Package("sudo");
        host.Group("ssh-users").System();
        host.Group("admins").System();
        foreach (var person in Everybody)
        {
            if (person.Gone)
            {
                // The home stays: what is in it belongs to the company. The key goes with the account.
                host.User(person.Login).Absent();
                continue;
            }

            // The account has no password: only a key opens it.
            host.User(person.Login).Groups(person.Admin ? ["ssh-users", "admins"] : ["ssh-users"]).ExactGroups().Shell("/bin/bash");

            // These keys and no others, whatever was put there by hand.
            host.AuthorizedKeys(person.Login).Keys([.. person.Keys]);
        }

        // visudo has read it before sudo does.
        host.SudoRule("admins").Groups("admins").RunAs("ALL").Commands("ALL").NoPassword();
    }
}
