using System.Text;
using OpsMop.Engine.Plans;
using OpsMop.Push.Plans;

namespace OpsMop.Push.Tests.Plans;

public sealed class HostPlanFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("opsmop-plans-").FullName;
    private readonly string _path;
    private readonly HostPlanFolder _folder;

    public HostPlanFolderTests()
    {
        _path = Path.Combine(_parent, "plans");
        _folder = new HostPlanFolder(_path);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Plans_are_read_as_they_were_saved_whatever_hosts_are_called()
    {
        _folder.Prepare(["web1", "../odd/name"]);
        _folder.Save(Plan("web1"));
        _folder.Save(Plan("../odd/name"));

        var read = new HostPlanFolder(_path).Load();
        Assert.Equal(["../odd/name", "web1"], read.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["web", "db"], read["web1"].Roles);
        Assert.Equal("{\"two\":2}\n", Encoding.UTF8.GetString(read["web1"].Find(["db"])!.Plan.Span));
        Assert.Null(read["web1"].Find(["web", "db"]));
        Assert.Equal(["..%2Fodd%2Fname.plan", "web1.plan"], Directory.GetFiles(_path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nobody_else_may_read_them()
    {
        _folder.Prepare([]);
        _folder.Save(Plan("web1"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_path, "web1.plan")));
    }

    [Fact]
    public void The_plan_of_yesterday_goes_when_todays_is_begun_and_that_of_another_host_stays()
    {
        _folder.Prepare([]);
        _folder.Save(Plan("web1"));
        _folder.Save(Plan("web2"));
        _folder.Prepare(["web1"]);

        Assert.Equal(["web2"], _folder.Load().Keys);
    }

    [Fact]
    public void What_is_not_whole_or_not_ours_or_of_another_host_is_refused()
    {
        Assert.Equal($"There is no folder {_path}. 'push --plan --out {_path}' makes one, with a plan for each host.", Refusal());
        _folder.Prepare([]);
        Assert.Equal($"There is no plan in {_path}. 'push --plan --out {_path}' saves one for each host.", Refusal());

        _folder.Save(Plan("web1"));
        var file = Path.Combine(_path, "web1.plan");
        var whole = File.ReadAllText(file);
        File.WriteAllText(file, whole[..^3]);
        Assert.Equal($"{file} is not whole: its end is missing. Make a new plan.", Refusal());
        File.WriteAllText(file, whole.Replace("\"opsmopHostPlan\":1", "\"opsmopHostPlan\":2", StringComparison.Ordinal));
        Assert.Contains("was made by a newer OpsMop (version 2 of plans; this one knows 1)", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(file, "hello");
        Assert.StartsWith($"{file} is no plan, or is damaged: ", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(file, whole.Replace("web1", "web9", StringComparison.Ordinal));
        Assert.Contains("is the plan of web9, and its name says another host", Refusal(), StringComparison.Ordinal);

        string Refusal() => Assert.Throws<SavedPlanException>(_folder.Load).Message;
    }

    [Fact]
    public void A_plan_with_other_roles_or_for_an_unknown_host_is_refused()
    {
        var plan = Plan("web1");
        var roles = new Dictionary<string, IReadOnlyList<string>> { ["web1"] = ["web", "db"] };
        HostPlanFolder.Check([plan], roles);
        HostPlanFolder.CheckHosts(["web1"], ["web1", "web2"]);

        roles["web1"] = ["web"];
        Assert.Equal("The plan of web1 was made with other roles: web, db then, web now. Make a new plan.", Assert.Throws<SavedPlanException>(() => HostPlanFolder.Check([plan], roles)).Message);
        Assert.Equal("There is a plan of web3, and the inventory has no such host. Did you mean 'web1'?", Assert.Throws<SavedPlanException>(() => HostPlanFolder.CheckHosts(["web3"], ["web1", "db"])).Message);
    }

    private static HostPlan Plan(string host) => new(
        host,
        ["web", "db"],
        [new HostPlanRun(["web"], Encoding.UTF8.GetBytes("{\"one\":1}\n")), new HostPlanRun(["db"], Encoding.UTF8.GetBytes("{\"two\":2}\n"))]);
}
