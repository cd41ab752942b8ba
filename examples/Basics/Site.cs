/// <summary>A role: a part of a host's configuration. Its publicly settable properties are its variables.</summary>
public sealed partial class Site : Role
{
    /// <summary>Where the pages are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>What stands at the top of each page.</summary>
    public string Title { get; set; } = "Welcome";

    /// <summary>The pages.</summary>
    public IReadOnlyList<string> Pages { get; set; } = ["index", "about"];

    /// <summary>Whether search engines are kept away.</summary>
    public bool Draft { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // What stands inside gets the mode and the tag, unless it sets its own.
        using (host.With(mode: "0644", tags: ["pages"]))
        {
            foreach (var page in Pages)
            {
                host.File(Folder / $"{page}.html").Content($"<h1>{Title}: {page}</h1>\n");
            }
        }

        // What is known while the role is defined needs no more than C#.
        if (Draft)
        {
            host.File(Folder / "robots.txt").Content("User-agent: *\nDisallow: /\n").Mode("0644");
        }
        else
        {
            host.File(Folder / "robots.txt").Absent();
        }

        // What is only known when its turn comes needs When: the condition is called then.
        host.Echo("Search engines are kept away.").When(() => host.FileTests.Exists(Folder / "robots.txt"));

        host.When(host.Platform.Is("unix"), () =>
        {
            host.Link(Folder / "home.html").Target("index.html");
        });

        // These do not wait for each other.
        host.Parallel(() =>
        {
            foreach (var page in Pages)
            {
                host.Shell($"cksum < {Folder / $"{page}.html"} > {Folder / $"{page}.sum"}").Creates(Folder / $"{page}.sum");
            }
        });
    }
}
