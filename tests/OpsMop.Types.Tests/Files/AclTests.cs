namespace OpsMop.Types.Tests.Files;

public sealed class AclTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Lists_and_modes_agree_and_go()
    {
        await InstallAsync("acl");
        const string folder = "/root/opsmop-types/acl";
        await ProveAsync(
            "acl",
            before: $"mkdir -p {folder}/shared && useradd --system opsmop-bob && setfacl -m u:opsmop-bob:rwx {folder}/shared",
            there:
            [
                ($"getfacl -cpE {folder}/shared", "user::rwx\nuser:opsmop-ann:rwx\ngroup::r-x\ngroup:opsmop-web:r-x\nmask::rwx\nother::---\ndefault:user::rwx\ndefault:user:opsmop-ann:rw-\ndefault:group::r--\ndefault:mask::rw-\ndefault:other::---"),
                ($"stat -c %a {folder}/report; getfacl -cpE {folder}/report", "660\nuser::rw-\nuser:opsmop-ann:rw-\ngroup::r--\nmask::rw-\nother::---"),
                ($"cd {folder}/site; getfacl -pEs img index.html | grep opsmop", "group:opsmop-web:r-x\ngroup:opsmop-web:r--"),

                // What is made in the directory has the default list.
                ($"touch {folder}/shared/new; getfacl -cpE {folder}/shared/new; rm {folder}/shared/new", "user::rw-\nuser:opsmop-ann:rw-\ngroup::r--\nmask::rw-\nother::---"),
            ],
            gone:
            [
                ($"stat -c %a {folder}/shared; getfacl -cpEs -R {folder}/shared {folder}/site", "750"),
            ]);
        await AskAsync("rm -r /root/opsmop-types; userdel opsmop-ann; userdel opsmop-bob; groupdel opsmop-web; groupdel opsmop-bob 2>/dev/null; true");
    }

    [LabFact]
    public async Task A_file_that_is_written_anew_gets_its_list_in_the_same_run()
    {
        await InstallAsync("acl");
        const string report = "/root/opsmop-types/acl/report";
        await ConvergeAsync("acl");
        await AskAsync($"echo other >{report}; chmod 640 {report}");
        await ConvergeAsync("acl");
        Assert.Equal("user:opsmop-ann:rw-", await AskAsync($"getfacl -cpE {report} | grep opsmop"));
        await AskAsync("rm -r /root/opsmop-types; userdel opsmop-ann; groupdel opsmop-web");
    }
}
