namespace OpsMop.Push.Lab.Policies;

/// <summary>A secret in a variable: written into a file, given to a command on its standard input.</summary>
public sealed partial class Credentials : Role
{
    /// <summary>The password, from data or <c>--set @file</c>.</summary>
    public Secret? Password { get; set; }

    public override void Define(Host host)
    {
        host.Directory("/srv/credentials").Mode("0700");
        host.File("/srv/credentials/app.conf").Content($"password = {Password}\n").Mode("0600");

        // Long enough that whoever looks at the processes sees this one.
        host.Shell($"umask 077; cat >/srv/credentials/given; sleep 0.5").Stdin($"{Password}\n").Creates("/srv/credentials/given");
    }
}
