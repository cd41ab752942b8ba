/// <summary>Lines of a text file.</summary>
public sealed partial class LineExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var conf = Folder / "opsmop-sshd.conf";

        // The file is made where it is missing, and keeps its mode and owner where it is not.
        host.Line(conf, "Port 22").Create().Mode("0600");

        // The line that matches is replaced, commented out or not; where none matches, it goes to the end.
        host.Line(conf, "PermitRootLogin no").Matching("^#?PermitRootLogin ");

        // Where a new line goes.
        host.Line(conf, "ListenAddress 127.0.0.1").InsertAfter("^Port ");
        host.Line(conf, "# Written by OpsMop").AtStart();

        // A command has to accept the new file before it takes the place of the old one.
        host.Line(conf, "MaxAuthTries 3").Matching("^MaxAuthTries ").Validate(file => $"grep -q Port {file}");

        // The line is made from what is there: a weak cipher is taken out of the list, if it is in one.
        host.Line(conf, "Ciphers $1$2").Matching("^Ciphers (.*)3des-cbc,?(.*)$").Backreferences();

        // No line is like this.
        host.Line(conf, "any X11 setting").Matching("^X11").Absent();
    }
}

/// <summary>The lines are taken away.</summary>
public sealed partial class LineGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.Line(Folder / "opsmop-sshd.conf", "PermitRootLogin no").Absent();
}
