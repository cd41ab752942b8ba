namespace OpsMop.Types.Tests.Files;

public sealed class TreeTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task A_tree_is_copied_and_what_is_not_in_it_goes() => ProveAsync(
        "tree",
        there:
        [
            ("cd /root/opsmop-types/tree; find site -printf '%P %m\\n' | sort", " 755\napp.log 600\ncss 755\ncss/site.css 644\nindex.html 644"),
            ("cd /root/opsmop-types/tree; find copy -printf '%P %m %l\\n' | sort", " 750 \napp.log 640 \ncss 750 \ncss/site.css 640 \nindex.html 640 "),
            ("cat /root/opsmop-types/tree/copy/index.html; rm -r /root/opsmop-types/tree", "<h1>OpsMop</h1>"),
        ],
        before: "mkdir -p /root/opsmop-types/tree/site/old; cd /root/opsmop-types/tree/site; touch old/x outdated; echo wrong >index.html; install -m 600 /dev/null app.log");
}
