using OpsMop.Engine.Sources;

namespace OpsMop.Push.Tests.Files;

public sealed class FileRulesTests
{
    [Theory]
    [InlineData("Program", "files/motd", "Served")]
    [InlineData("Program", "templates/a/b.j2", "Served")]
    [InlineData("Program", "files/app/bin/start.sh", "Served")]
    [InlineData("Program", "files/src/Program.cs", "Served")]
    [InlineData("Program", "files/tls/site.pem", "Served")]
    [InlineData("Program", "files/tls/site.key", "Served")]
    [InlineData("Program", "OpsMop.dll", "Useless")]
    [InlineData("Program", "conf/a", "Useless")]
    [InlineData("Program", "files/secrets/a", "Secret")]
    [InlineData("Program", "files/prod.age", "Secret")]
    [InlineData("Program", "files/PROD.AGE", "Secret")]
    [InlineData("Program", "files/.env", "Secret")]
    [InlineData("Program", "files/.env.production", "Secret")]
    [InlineData("Program", "files/.env.example", "Served")]
    [InlineData("Program", "files/id_ed25519", "Secret")]
    [InlineData("Program", "files/id_ed25519.pub", "Served")]
    [InlineData("Program", "files/a.gpg", "Secret")]
    [InlineData("Program", "files/.git/config", "Useless")]
    [InlineData("Project", "conf/a", "Served")]
    [InlineData("Project", "Hello.cs", "Useless")]
    [InlineData("Project", "sub/Hello.cs", "Useless")]
    [InlineData("Project", "bin/Debug/a", "Useless")]
    [InlineData("Project", "sub/obj/a", "Useless")]
    [InlineData("Project", "files/bin/a", "Served")]
    [InlineData("Project", "secrets/prod.age", "Secret")]
    [InlineData("Project", "environments/prod.yaml", "Useless")]
    [InlineData("Project", "inventory.yaml", "Useless")]
    [InlineData("Project", "conf/inventory.yaml", "Served")]
    [InlineData("Allowed", "bin/a", "Served")]
    [InlineData("Allowed", "a/.git/HEAD", "Useless")]
    [InlineData("Allowed", "vault.kdbx", "Secret")]
    public void Without_a_word_of_the_role_the_usual_is_left_out(string kind, string path, string verdict) =>
        Assert.Equal(verdict, FileRules.Usual.Judge(Enum.Parse<SharedFolderKind>(kind), "/p", path).ToString());

    [Theory]
    [InlineData("*.age", "", "files/a.age", "Served")]
    [InlineData("secrets", "", "files/secrets/deep/a.age", "Served")]
    [InlineData("secrets/", "", "files/secrets/a", "Served")]
    [InlineData("files/secrets/**", "", "files/secrets/a.txt", "Served")]
    [InlineData("files/secrets/b", "", "files/secrets/a", "Secret")]
    [InlineData("/p/files/a.age", "", "files/a.age", "Served")]
    [InlineData("/q/files/a.age", "", "files/a.age", "Secret")]
    [InlineData("*.age", "*.age", "files/a.age", "Denied")]
    [InlineData("", "*.key", "files/tls/a.key", "Denied")]
    [InlineData("", "tls", "files/tls/a.crt", "Denied")]
    [InlineData("", "files/tls", "files/tls/a.crt", "Denied")]
    [InlineData("", "tls/a.crt", "files/tls/a.crt", "Served")]
    [InlineData("", "**/tls/a.crt", "files/tls/a.crt", "Denied")]
    [InlineData("", "/p", "files/a", "Denied")]
    [InlineData("", "*.key", "files/a.keys", "Served")]
    public void A_denial_is_above_what_is_allowed_and_that_is_above_the_usual(string allowed, string denied, string path, string verdict)
    {
        var rules = new FileRules(allowed.Length == 0 ? [] : [allowed], denied.Length == 0 ? [] : [denied]);
        Assert.Equal(verdict, rules.Judge(SharedFolderKind.Program, "/p", path).ToString());
    }

    [Theory]
    [InlineData("/", "is the whole controller")]
    [InlineData("/proc/self", "is the kernel's")]
    [InlineData("../up", "leads out of its project")]
    [InlineData("", "must not be empty")]
    public void A_folder_that_cannot_be_shared_is_told_at_its_line(string path, string expected)
    {
        var files = new SharedFiles();
        files.Allow(path);
        var fault = Assert.Single(files.Faults);
        Assert.Contains(expected, fault.Message);
        Assert.EndsWith("FileRulesTests.cs", fault.Location.File);
        Assert.True(fault.Location.Line > 0);
    }

    [Fact]
    public void A_pattern_that_leads_out_and_a_folder_that_is_none_are_told()
    {
        var files = new SharedFiles();
        files.Deny("../x").AllowPattern(" / ".Trim()).Receive("relative").Receive("/").Receive("/srv", 0);
        Assert.Equal(5, files.Faults.Count);
        Assert.Empty(files.Received);
    }
}
