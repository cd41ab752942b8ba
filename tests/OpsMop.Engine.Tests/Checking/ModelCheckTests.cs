using OpsMop.Engine.Tests.Running;

namespace OpsMop.Engine.Tests.Checking;

/// <summary>What the check at the end of a build finds, without a host.</summary>
public sealed class ModelCheckTests : IDisposable
{
    private readonly CheckedModel _model = new();

    [Fact]
    public async Task A_policy_that_is_in_order_has_no_findings_and_no_notes()
    {
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Empty(_model.Report.Findings);
        Assert.Empty(_model.Report.Notes);
        Assert.Equal(["debian"], _model.Report.Targets);
    }

    [Fact]
    public async Task Duplicates_missing_files_cycles_and_useless_handlers_are_found_across_roles()
    {
        _model.File("files/nginx.conf");
        ResourceBuilder? later = null;
        await _model.RunAsync(roles =>
        {
            roles.Add(
                new InlineRole(host =>
                {
                    host.File("/etc/one").Source("files/nginx.cnf").Mode("0644");
                    host.File("/etc/two").Content("x").Mode("0644");
                    later = host.Echo("first");
                }),
                "one");
            roles.Add(
                new InlineRole(host =>
                {
                    host.File("/etc/two").Content("x").Mode("0644");
                    host.Echo("second").Before(later!);
                    host.Handler("nobody's", () => host.Echo("never"));
                }),
                "two");
        });

        Assert.Equal(["OPM2005", "OPM2007", "OPM2008", "OPM2009"], _model.Ids.Order());
        Assert.Contains("Did you mean 'files/nginx.conf'?", Message("OPM2009"), StringComparison.Ordinal);
        Assert.Contains("role 'two', which declares that, comes after role 'one'", Message("OPM2007"), StringComparison.Ordinal);
        Assert.False(_model.Report.Findings.Single(finding => finding.Id == "OPM2008").IsError);
    }

    [Fact]
    public async Task A_cycle_through_an_included_role_names_the_role()
    {
        await _model.RunAsync(host =>
        {
            var pair = host.Include<Pair>();
            host.Echo("between").Title("between").After(pair.Second).Before(pair.First);
        });

        Assert.Contains("role 'pair', Echo[between] each wait", Message("OPM2007"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_includes_itself_is_a_cycle_and_one_that_ends_is_a_tree()
    {
        await _model.RunAsync(roles => roles.Add<Endless>());
        Assert.Equal(["SampleRoles.cs OPM2007"], _model.Places.Select(place => place.Split('(')[0] + place.Split(')')[1]));

        await _model.RunAsync(roles => roles.Add<Endless>(role => role.Depth = 3));
        Assert.Empty(_model.Report.Findings);
    }

    [Fact]
    public async Task A_branch_on_the_platform_is_checked_for_every_target_and_says_for_which_it_is_wrong()
    {
        _model.Targets = ["debian", "macos", "freebsd"];
        await _model.RunAsync(host =>
        {
            host.File("/etc/x").Content("x").Mode("0644");
            if (host.Platform.Is("bsd"))
            {
                host.Directory("/etc/x");
            }
        });

        Assert.EndsWith("(only for target macos and freebsd)", Assert.Single(_model.Report.Findings).Message, StringComparison.Ordinal);
        Assert.Empty(_model.Report.Notes);
    }

    [Fact]
    public async Task A_fault_of_every_target_is_told_once()
    {
        _model.Targets = ["debian", "macos"];
        await _model.RunAsync(host => host.File("relative").Content("x").Mode("0644"));

        Assert.DoesNotContain("only for", Assert.Single(_model.Report.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_one_target_notifies_is_notified()
    {
        _model.Targets = ["debian", "macos"];
        await _model.RunAsync(host =>
        {
            var handler = host.Handler("reload", () => host.Echo("x"));
            var file = host.File("/x").Content("x").Mode("0644");
            if (host.Platform.Is("debian"))
            {
                file.Notifies(handler);
            }
        });

        Assert.Empty(_model.Report.Findings);
    }

    [Theory]
    [InlineData("debain", "Did you mean 'debian'?")]
    [InlineData("", "Known are debian, ")]
    [InlineData("windows", "Known are debian, ")]
    public async Task A_target_that_nobody_knows_is_an_error_at_the_policy(string name, string help)
    {
        _model.Targets = [name, "macos"];
        await _model.RunAsync(roles => roles.Add<Web>());

        var finding = Assert.Single(_model.Report.Findings);
        Assert.Equal(("OPM2012", new SourceLocation("Policy.cs", 7)), (finding.Id, finding.Location));
        Assert.Contains($": no platform is called '{name}'. ", finding.Message, StringComparison.Ordinal);
        Assert.Contains(help, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_checked_for_its_own_targets_alone()
    {
        _model.Targets = ["debian", "macos"];
        _model.TargetsOf[typeof(Backup)] = ["macos"];
        var seen = new List<string>();
        await _model.RunAsync(roles =>
        {
            roles.Add<Backup>(backup => seen.Add(backup.RoleName));
            roles.Add(new InlineRole(host => seen.Add(host.Platform.Distribution)));
        });

        Assert.Equal(["debian", "backup", "macos"], seen);
    }

    [Fact]
    public async Task A_role_whose_targets_are_none_of_the_policys_is_noted_as_not_checked()
    {
        _model.Targets = ["debian", "macos"];
        _model.TargetsOf[typeof(Web)] = ["alpine"];
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.StartsWith("role 'web' is not checked", Assert.Single(_model.Report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_without_targets_is_checked_for_those_of_its_roles_too()
    {
        _model.TargetsOf[typeof(Web)] = ["alpine"];
        await _model.RunAsync(roles => roles.Add<Web>());

        Assert.Equal(["debian", "alpine"], _model.Report.Targets);
    }

    [Fact]
    public async Task A_resource_without_a_provider_is_an_error_where_somebody_said_the_target_and_a_note_where_it_was_assumed()
    {
        _model.Targets = ["gentoo"];
        await _model.RunAsync(host => host.Package("nginx"));
        Assert.Equal(["OPM2012"], _model.Ids);

        // What a policy chose is another matter: the compiler says OPM2011 there too.
        await _model.RunAsync(host => host.Package("nginx").Via<ShadowUserProvider>());
        Assert.Equal(["OPM2011"], _model.Ids);

        _model.Targets = [];
        _model.TargetsOf[typeof(InlineRole)] = ["gentoo"];
        await _model.RunAsync(host => host.Package("nginx"));
        Assert.Empty(_model.Report.Findings);
        Assert.Contains("[Targets(…)]", Assert.Single(_model.Report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_on_a_fact_that_only_a_host_can_tell_is_noted_with_its_line_once()
    {
        _model.Targets = ["debian", "macos"];
        var line = 0;
        await _model.RunAsync(host =>
        {
            line = CheckedModel.Line() + 1;
            if (!host.FileTests.Exists("/etc/nologin") && !host.FileTests.IsLink("/etc/x") && !host.Groups.Contains("web"))
            {
                host.File("/x").Content("x").Mode("0644");
                host.File("/x").Content("x").Mode("0644");
            }
        });

        // Nothing there is a possible answer, so what is wrong then is wrong.
        Assert.Equal(["OPM2005"], _model.Ids);
        Assert.Equal(["host.FileTests", "host.Groups"], _model.Report.Notes.Select(note => note.Message.Split(' ')[3].TrimEnd(',')));
        Assert.All(_model.Report.Notes, note => Assert.Equal(("ModelCheckTests.cs", line), (Path.GetFileName(note.Location.File), note.Location.Line)));
    }

    [Fact]
    public async Task A_fact_that_one_line_reads_for_many_roles_is_one_note()
    {
        await _model.RunAsync(roles =>
        {
            foreach (var name in (string[])["one", "two"])
            {
                roles.Add(new InlineRole(host => host.Echo($"{host.Chaos.Roll()}")), name);
            }
        });

        Assert.StartsWith("roles 'one', 'two' read host.Chaos, ", Assert.Single(_model.Report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_that_is_asked_at_its_turn_reads_nothing()
    {
        await _model.RunAsync(host => host.Echo("x").When(() => host.FileTests.Exists("/x") && host.UserFacts.Flag("y")));

        Assert.Empty(_model.Report.Notes);
    }

    [Fact]
    public async Task What_a_made_up_value_makes_invalid_is_a_note_and_no_fault()
    {
        await _model.RunAsync(host =>
        {
            host.File(host.UserFacts.Text("folder")).Content("x").Mode("0644");
            host.File($"/{host.Network.Interfaces[7].Name}").Content("x").Mode("0644");
        });
        Assert.Empty(_model.Report.Findings);
        Assert.Contains(_model.Report.Notes, note => note.Message.Contains("is not checked here", StringComparison.Ordinal));

        await _model.RunAsync(host =>
        {
            host.File(host.UserFacts.Text("folder")).Content("x").Mode("0644");
            host.Directory(host.UserFacts.Text("folder"));
            host.File("/srv/x").Source($"files/{host.UserFacts.Text("name")}.conf").Mode("0644");
            host.File("/y").Content("x").Mode("0644");
            host.Link("/y").Target("z");
        });
        Assert.Equal(["OPM2006"], _model.Ids);
    }

    [Fact]
    public async Task A_role_that_throws_is_an_error_at_its_line()
    {
        var line = 0;
        await _model.RunAsync((Host _) =>
        {
            line = CheckedModel.Line() + 1;
            throw new InvalidOperationException("cannot be");
        });

        var finding = Assert.Single(_model.Report.Findings);
        Assert.Equal(("OPM2018", line), (finding.Id, finding.Location.Line));
        Assert.Contains("cannot be", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_that_throws_is_an_error_at_its_line()
    {
        await _model.RunAsync((Action<Roles>)(_ => throw new InvalidOperationException("cannot be")));

        Assert.Equal(["ModelCheckTests.cs(" + (CheckedModel.Line() - 2) + ") OPM2018"], _model.Places);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_made_is_an_error_at_its_line_and_the_others_are_checked()
    {
        await _model.RunAsync([() => new Unmakeable(), () => new InlinePolicy(host => host.File("relative"))]);

        Assert.Equal(["OPM2018", "OPM2004"], _model.Ids);
        Assert.Equal("SampleRoles.cs", Path.GetFileName(_model.Report.Findings[0].Location.File));
    }

    [Fact]
    public async Task A_policy_that_loads_is_checked_with_its_samples_and_never_loads()
    {
        (_model.Loads, _model.HasSample) = (true, true);
        await _model.RunAsync(() => new Asking());

        // Both of its sample customers have one file.
        Assert.Equal(["OPM2005"], _model.Ids);
    }

    [Fact]
    public async Task A_policy_that_loads_and_has_no_samples_is_noted_as_not_checked()
    {
        _model.Loads = true;
        await _model.RunAsync(() => new Asking());

        Assert.Empty(_model.Report.Findings);
        var note = Assert.Single(_model.Report.Notes);
        Assert.Equal(7, note.Location.Line);
        Assert.Contains("LoadSample", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_value_that_nothing_gives_leaves_the_role_unchecked_and_the_others_checked()
    {
        await _model.RunAsync(roles =>
        {
            roles.Add<Mail>();
            roles.Add(new InlineRole(host => host.File("relative")));
        });

        Assert.Equal(["OPM2004"], _model.Ids);
        Assert.Contains("nothing gives Domain (text)", Assert.Single(_model.Report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_value_of_the_policy_that_nothing_gives_leaves_it_unchecked()
    {
        await _model.RunAsync(() => new Needy());

        Assert.Empty(_model.Report.Findings);
        Assert.Equal(new SourceLocation("Policy.cs", 7), Assert.Single(_model.Report.Notes).Location);
    }

    [Fact]
    public async Task A_path_that_nothing_gives_is_a_note()
    {
        await _model.RunAsync(roles => roles.Add<Backup>());

        Assert.Empty(_model.Report.Findings);
        Assert.Contains("role 'backup'", Assert.Single(_model.Report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_file_is_not_opened()
    {
        await _model.RunAsync(host => host.File("/etc/x").Content($"password={Secret.FromFile("/nowhere/at/all")}\n").Mode("0644"));

        Assert.Equal(["OPM4001"], _model.Ids);
        Assert.Throws<SystemFaultException>(() => Secret.FromFile("/nowhere/at/all"));
    }

    [Fact]
    public async Task A_check_can_be_cancelled_between_two_models()
    {
        using var stop = new CancellationTokenSource();
        _model.Targets = ["debian", "macos"];
        var models = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _model.RunAsync(
            () => new InlinePolicy((Roles _) =>
            {
                models++;
                stop.Cancel();
            }),
            stop.Token));
        Assert.Equal(1, models);
    }

    public void Dispose() => _model.Dispose();

    private string Message(string id) => _model.Report.Findings.Single(finding => finding.Id == id).Message;
}
