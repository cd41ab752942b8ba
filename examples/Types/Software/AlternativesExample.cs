/// <summary>A name that stands for one of several programs: which of them, and which there are to choose from.</summary>
public sealed partial class AlternativesExample : Role
{
    public override void Define(Host host)
    {
        host.File("/usr/local/bin/opsmop-page-a").Content("#!/bin/sh\necho a\n").Mode("0755");

        // What no package registers is registered here; the manual page is switched along.
        host.Alternatives("opsmop-page").Path("/usr/local/bin/opsmop-page-a").Link("/usr/local/bin/opsmop-page").Priority(10)
            .Slave("opsmop-page.1.gz", "/usr/local/share/man/opsmop-page.1.gz", "/usr/share/man/man1/ls.1.gz");

        // Whatever has the highest priority, as it is on a new host. .Path(…) alone would select one of them.
        host.Alternatives("pager").Automatic();
    }
}

/// <summary>No such alternatives.</summary>
public sealed partial class AlternativesGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Alternatives("opsmop-page").Absent();
        host.File("/usr/local/bin/opsmop-page-a").Absent();
    }
}
