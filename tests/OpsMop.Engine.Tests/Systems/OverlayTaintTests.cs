using System.Text;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Systems;

/// <summary>The rules of the design about what is uncertain in a plan, one test each.</summary>
public sealed class OverlayTaintTests
{
    private static readonly FileMetadata Metadata = new("0644");

    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/etc/nginx/mime.types", "types")
        .WithProcess("nginx *", new ProcessResult(ProcessResult.NotFound, "", ""))
        .WithProcess("cat *", new ProcessResult(0, "old", ""));

    private readonly OverlaySystem _overlay;
    private readonly OverlayView _view;

    public OverlayTaintTests()
    {
        _overlay = new OverlaySystem(new RefusingSystem(_system));
        _view = _overlay.CreateView();
        _view.Begin("Test[x]");
    }

    [Fact]
    public async Task An_absence_that_nobody_may_mend_taints_nothing()
    {
        Assert.Null(await _view.StatAsync("/etc/nginx/nginx.conf"));
        Assert.Null(await _view.FindUserAsync("app"));
        Assert.False(_view.IsTainted);
    }

    [Fact]
    public async Task An_absent_path_that_a_package_may_create_is_absent_and_taints()
    {
        Package("/etc/nginx/*");

        Assert.Null(await _view.StatAsync("/etc/nginx/nginx.conf"));

        Assert.Equal([new Taint("/etc/nginx/nginx.conf", "Package[nginx]")], _view.Taints);
    }

    [Fact]
    public async Task A_value_that_is_found_is_believed()
    {
        Package("/etc/nginx/*");

        Assert.NotNull(await _view.StatAsync("/etc/nginx/mime.types"));
        Assert.Equal("types", Encoding.UTF8.GetString((await _view.ReadAsync("/etc/nginx/mime.types")).Span));
        Assert.False(await _view.HasContentAsync("/etc/nginx/mime.types", FileContent.FromBytes("other"u8.ToArray())));

        Assert.False(_view.IsTainted);
    }

    [Fact]
    public async Task Reading_what_may_be_created_fails_as_absent_and_taints()
    {
        Package("/etc/nginx/*", "/srv/*");

        Assert.Equal(SystemFault.NotFound, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _view.ReadAsync("/etc/nginx/a"))).Fault);
        Assert.Equal(SystemFault.NotFound, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _view.ReadLinkAsync("/etc/nginx/b"))).Fault);
        Assert.Equal(SystemFault.NotFound, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _view.ListAsync("/srv/www"))).Fault);
        Assert.False(await _view.HasContentAsync("/etc/nginx/c", FileContent.FromBytes(default)));

        Assert.Equal(["/etc/nginx/a", "/etc/nginx/b", "/srv/www", "/etc/nginx/c"], _view.Taints.Select(taint => taint.Key));
    }

    [Fact]
    public async Task Writing_below_a_folder_that_may_be_created_fails_and_taints()
    {
        Package("/srv/www/*");

        await Assert.ThrowsAsync<SystemFaultException>(async () => await _view.WriteAsync("/srv/www/index.html", FileContent.FromBytes(default), Metadata));

        Assert.True(_view.IsTainted);
    }

    [Theory]
    [InlineData("/srv/www/*", "/srv")]
    [InlineData("/srv/www/index.html", "/srv/www")]
    [InlineData("/srv/www", "/srv/www/index.html")]
    public async Task What_creates_a_path_creates_the_folders_above_it_and_perhaps_what_is_in_it(string pattern, string asked)
    {
        Package(pattern);

        Assert.Null(await _view.StatAsync(asked));

        Assert.True(_view.IsTainted);
    }

    [Fact]
    public async Task A_path_that_leads_through_a_link_is_tainted_under_where_it_leads()
    {
        _system.WithLink("/www", "/etc/nginx");
        Package("/etc/nginx/*");

        Assert.Null(await _view.StatAsync("/www/nginx.conf"));

        Assert.Equal([new Taint("/www/nginx.conf", "Package[nginx]")], _view.Taints);
    }

    [Fact]
    public async Task An_absent_key_taints_by_an_exact_name_or_a_prefix()
    {
        Package("unit:*", "user:www-data");

        Assert.Null(await _view.ObserveAsync<string>("unit:nginx.service", (_, _) => default));
        Assert.Null(await _view.FindUserAsync("www-data"));
        Assert.Null(await _view.FindUserAsync("app"));
        Assert.Null(await _view.FindGroupAsync("www-data"));

        Assert.Equal(["unit:nginx.service", "user:www-data"], _view.Taints.Select(taint => taint.Key));
    }

    [Fact]
    public async Task What_an_observation_reads_taints_too()
    {
        Package("/usr/lib/*");

        var observed = await _view.ObserveAsync<string>(
            "unit:x", async (system, cancel) => await system.StatAsync("/usr/lib/systemd/system/x.service", cancel: cancel) is null ? "none" : "some");

        Assert.Equal("none", observed);
        Assert.Equal(["/usr/lib/systemd/system/x.service"], _view.Taints.Select(taint => taint.Key));
    }

    [Fact]
    public async Task What_a_change_sets_is_answered_without_reading()
    {
        _overlay.Apply(new Effects().Sets("package:nginx", "1.22").Sets("user:app", new UserAccount("app", 1, 1, "", "/", "/bin/sh")), "Package[nginx]");

        Assert.Equal("1.22", await _view.ObserveAsync<string>("package:nginx", (_, _) => throw new InvalidOperationException("must not be read")));
        Assert.Equal("app", (await _view.FindUserAsync("app"))!.Name);
        Assert.False(_view.IsTainted);
    }

    [Fact]
    public async Task What_a_change_sets_absent_is_known_to_be_absent_until_a_later_one_may_create_it()
    {
        Package("user:*");
        _overlay.Apply(new Effects().Sets("user:app", null), "User[app]");
        _system.WithUser("app");

        Assert.Null(await _view.FindUserAsync("app"));
        Assert.False(_view.IsTainted);

        Package("user:*");
        Assert.Null(await _view.FindUserAsync("app"));
        Assert.True(_view.IsTainted);
    }

    [Fact]
    public async Task What_was_deleted_after_it_may_have_been_created_is_known_to_be_absent()
    {
        Package("/etc/nginx/*");
        await _overlay.DeleteAsync("/etc/nginx", recursive: true);

        Assert.Null(await _view.StatAsync("/etc/nginx/nginx.conf"));
        Assert.False(_view.IsTainted);

        await _overlay.CreateDirectoryAsync("/etc/nginx", Metadata);
        Assert.Null(await _view.StatAsync("/etc/nginx/nginx.conf"));
        Assert.False(_view.IsTainted);
    }

    [Fact]
    public async Task An_opaque_command_taints_only_what_depends_on_it()
    {
        _overlay.Apply(Effects.Opaque, "Command[build]");

        Assert.Null(await _view.StatAsync("/opt/app"));
        Assert.False(_view.IsTainted);

        _view.Begin("File[/opt/app]", new HashSet<string> { "Command[build]" });
        Assert.Null(await _view.StatAsync("/opt/app"));
        Assert.Equal([new Taint("/opt/app", "Command[build]")], _view.Taints);
    }

    [Fact]
    public async Task The_answer_of_a_query_after_an_opaque_command_it_depends_on_is_uncertain()
    {
        _overlay.Apply(new Effects(), "Command[build]", opaque: true);
        _view.Begin("Command[x]", new HashSet<string> { "Command[build]" });

        Assert.Equal("old", (await _view.QueryAsync(new ProcessRequest(["cat", "/etc/hostname"]))).Output);

        Assert.True(_view.IsTainted);
    }

    [Fact]
    public async Task A_program_that_is_missing_and_may_be_brought_taints()
    {
        Package("/usr/sbin/nginx");

        Assert.Equal(ProcessResult.NotFound, (await _view.QueryAsync(new ProcessRequest(["nginx", "-t"]))).ExitCode);

        Assert.Equal([new Taint("nginx", "Package[nginx]")], _view.Taints);
    }

    [Fact]
    public async Task A_query_as_a_user_who_is_yet_to_be_made_has_no_answer()
    {
        _system.WithProcess("id", _ => throw new SystemFaultException(SystemFault.UnknownAccount, "user:app", "There is no such user."));
        _overlay.Apply(new Effects().Sets("user:app", new UserAccount("app", 1000, 1000, "", "/", "/bin/sh")), "User[app]");

        Assert.Equal(ProcessResult.NotFound, (await _view.QueryAsync(new ProcessRequest(["id"]) { User = "app" })).ExitCode);

        Assert.Equal([new Taint("user:app", "User[app]")], _view.Taints);
    }

    [Theory]
    [InlineData("cat /etc/nginx/mime.types")]
    [InlineData("cat /etc/nginx")]
    [InlineData("cat --config=/etc/nginx/")]
    [InlineData("cat -c/etc/nginx/mime.types")]
    [InlineData("cat /srv/new/x")]
    public async Task A_query_about_what_is_yet_to_be_written_is_uncertain(string command)
    {
        _view.Begin("File[/etc/nginx/mime.types]");
        await _view.WriteAsync("/etc/nginx/mime.types", FileContent.FromBytes(default), Metadata);
        await _view.CreateDirectoryAsync("/srv", Metadata);
        _view.Begin("Command[cat]");

        await _view.QueryAsync(new ProcessRequest(command.Split(' ')));

        Assert.Equal("File[/etc/nginx/mime.types]", Assert.Single(_view.Taints).Cause);
    }

    [Theory]
    [InlineData("cat /etc/nginx/other")]
    [InlineData("cat /etc/hostname etc/nginx")]
    public async Task A_query_about_something_else_is_certain(string command)
    {
        await _view.WriteAsync("/etc/nginx/mime.types", FileContent.FromBytes(default), Metadata);

        await _view.QueryAsync(new ProcessRequest(command.Split(' ')));

        Assert.False(_view.IsTainted);
    }

    [Fact]
    public async Task A_query_in_a_planned_folder_is_uncertain()
    {
        await _view.CreateDirectoryAsync("/srv", Metadata);

        await _view.QueryAsync(new ProcessRequest(["cat", "x"]) { Directory = "/srv/app" });

        Assert.True(_view.IsTainted);
    }

    [Fact]
    public async Task Content_that_is_yet_to_be_fetched_is_unknown_unless_both_hashes_are_known()
    {
        var archive = FileContent.Deferred(_ => throw new InvalidOperationException("a plan never downloads"), Sha256.Of("data"u8));
        var unknown = FileContent.Deferred(_ => throw new InvalidOperationException("a plan never downloads"));
        _view.Begin("File[/opt.tar]");
        await _view.WriteAsync("/opt.tar", archive, Metadata);
        await _view.WriteAsync("/etc/fetched", unknown, Metadata);

        Assert.True(await _view.HasContentAsync("/opt.tar", FileContent.FromBytes("data"u8.ToArray())));
        Assert.False(await _view.HasContentAsync("/opt.tar", FileContent.FromBytes("x"u8.ToArray())));
        Assert.True(await _view.HasContentAsync("/etc/fetched", unknown));
        var thrown = await Assert.ThrowsAsync<UnknownValueException>(async () => await _view.ReadAsync("/opt.tar"));
        Assert.Equal(("/opt.tar", "File[/opt.tar]"), (thrown.Key, thrown.Cause));
        await Assert.ThrowsAsync<UnknownValueException>(async () => await _view.HasContentAsync("/etc/fetched", FileContent.FromBytes(default)));
    }

    [Fact]
    public async Task What_was_observed_by_queries_is_remembered_and_what_was_read_from_files_is_read_again_after_a_change()
    {
        var (queries, reads) = (0, 0);
        await _overlay.WriteAsync("/etc/a", FileContent.FromBytes(default), Metadata);

        async ValueTask AskAsync()
        {
            await _view.ObserveAsync("package:a", async (system, cancel) => $"{++queries}{(await system.QueryAsync(new ProcessRequest(["cat", "x"]), cancel)).Output}");
            await _view.ObserveAsync("unit:a", async (system, cancel) => $"{++reads}{await system.StatAsync("/etc/b", cancel: cancel)}");
        }

        await AskAsync();
        await AskAsync();
        Assert.Equal((1, 1), (queries, reads));

        await _overlay.WriteAsync("/etc/b", FileContent.FromBytes(default), Metadata);
        await AskAsync();
        Assert.Equal((1, 2), (queries, reads));
    }

    [Fact]
    public async Task Planned_processes_start_nothing_and_succeed()
    {
        Assert.Equal(ProcessResult.Success, await _view.RunAsync(new ProcessRequest(["reboot"])));
        await _view.FlushAsync();
        Assert.Empty(_system.Effects);
    }

    [Fact]
    public async Task An_owner_that_is_only_planned_is_fine()
    {
        await _overlay.WriteAsync("/etc/x", FileContent.FromBytes(default), new FileMetadata("0600", "app", "app"));

        Assert.Equal("app", (await _overlay.StatAsync("/etc/x"))!.Owner);
    }

    private void Package(params string[] patterns) => _overlay.Apply(new Effects().MayCreate(patterns), "Package[nginx]");
}
