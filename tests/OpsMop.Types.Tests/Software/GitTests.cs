namespace OpsMop.Types.Tests.Software;

public sealed class GitTests(LabFixture fixture) : TypeTests(fixture)
{
    // A repository with two tags, and a branch that goes on after them.
    private const string Make = """
        export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
        rm -rf /srv/opsmop-work /srv/opsmop-app.git; git init -q -b main /srv/opsmop-work; cd /srv/opsmop-work
        echo 1 >file; git add file; git commit -qm one; git tag v1.2
        echo 2 >file; git commit -qam two; git tag -am annotated v1.3
        echo 3 >file; git commit -qam three; git clone -q --bare . /srv/opsmop-app.git; git config --system --add safe.directory /srv/opsmop-app.git
        """;

    private static readonly string[] s_repository = ["git-example.repository=file:///srv/opsmop-app.git"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync("git");
        await AskAsync(Make);
    }

    public override async Task DisposeAsync()
    {
        await AskAsync("rm -rf /srv/opsmop-work /srv/opsmop-app.git /etc/gitconfig");
        await base.DisposeAsync();
    }

    [LabFact]
    public Task A_checkout_is_made_and_taken_away() => ProveAsync(
        "git",
        there:
        [
            ("git -c safe.directory=/srv/opsmop-app -C /srv/opsmop-app describe --tags", "v1.2"),
            ("stat -c %U /srv/opsmop-app /srv/opsmop-app/file /srv/opsmop-app/.git/index", "opsmop-git\nopsmop-git\nopsmop-git"),
            ("cat /srv/opsmop-app-tools/file; git -C /srv/opsmop-app-tools rev-list HEAD | wc -l", "3\n1"),
        ],
        gone: [("ls -d /srv/opsmop-app*", "/srv/opsmop-app.git")],
        before: "true",
        s_repository);

    [LabFact]
    public async Task A_checkout_follows_its_version_and_loses_nothing()
    {
        await ConvergeAsync("git", s_repository);
        Assert.Contains("Git[/srv/opsmop-app]", string.Join('\n', await ConvergeAsync("git", [.. s_repository, "git-example.version=v1.3"])));
        Assert.Equal("2", await AskAsync("cat /srv/opsmop-app/file"));

        // A branch goes on; a commit that is there needs no remote.
        await ConvergeAsync("git", [.. s_repository, "git-example.version=main"]);
        await AskAsync("echo mine >/srv/opsmop-app/untracked");
        string commit = await AskAsync("cat /srv/opsmop-app/.git/HEAD");
        await AskAsync("mv /srv/opsmop-app.git /srv/opsmop-hidden.git");
        ExampleRun run = await RunAsync("apply", "git", [.. s_repository, $"git-example.version={commit}"]);
        Assert.Equal((0, 0), (run.ExitCode, run.Changes));
        await AskAsync("mv /srv/opsmop-hidden.git /srv/opsmop-app.git");

        await AskAsync("echo changed >/srv/opsmop-app/file");
        run = await RunAsync("apply", "git", [.. s_repository, "git-example.version=v1.2"]);
        Assert.Contains("has changes of its own: file.", run.Output, StringComparison.Ordinal);
        await AskAsync("test changed = $(cat /srv/opsmop-app/file) && rm -rf /srv/opsmop-app /srv/opsmop-app-tools && userdel opsmop-git");
    }
}
