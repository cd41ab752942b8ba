using System.Runtime.Versioning;
using OpsMop.Engine.Events;

namespace OpsMop.Examples.Tests;

/// <summary>Each example does what its first lines say.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExampleTests
{
    /// <summary>The examples that come out the same for everybody: what plan foresees, the first apply changes, and the second finds nothing to do.</summary>
    public static TheoryData<string> Predictable => ["Hello", "Basics", "ChangeDetection", "VariableScoping", "Together", "UserFacts"];

    [Theory]
    [MemberData(nameof(Predictable))]
    public async Task What_plan_foresees_is_changed_once(string name)
    {
        using var example = new Example(name);

        var plan = (await example.RunAsync("plan")).Ends(0);
        Assert.NotEmpty(plan.Told);
        Assert.False(Directory.Exists(example.Folder));
        var first = (await example.RunAsync("apply")).Ends(0);

        // Sorted: what stands in Parallel ends in any order.
        Assert.Equal(plan.Told.Order(StringComparer.Ordinal), first.Told.Order(StringComparer.Ordinal));
        Assert.Equal((0, 0), ((await example.RunAsync("apply")).Ends(0).Finished) is var second ? (second.Changed, second.Failed) : default);
        Assert.Empty((await example.RunAsync("plan", "--detailed-exitcode")).Ends(0).Told);
    }

    [Fact]
    public async Task Basics_has_variables_conditions_and_tags()
    {
        using var example = new Example("Basics");

        (await example.RunAsync("apply", "--set", "site.pages=[index, news]", "--set", "site.draft=true")).Ends(0);
        Assert.Equal("<h1>Welcome: news</h1>\n", example.Read("site/news.html"));
        Assert.True(example.Has("site/robots.txt"));
        Assert.False(example.Has("site/about.html"));

        var tagged = (await example.RunAsync("apply", "--set", "site.title=Good evening", "--tags", "pages")).Ends(0);
        Assert.Equal("<h1>Good evening: index</h1>\n", example.Read("site/index.html"));
        Assert.True(example.Has("site/robots.txt"));
        Assert.Empty(tagged.Messages);
    }

    [Fact]
    public async Task ChangeDetection_makes_up_for_a_handler_that_a_failure_kept_from_running()
    {
        using var example = new Example("ChangeDetection");

        var first = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal(["reload server", "restart database"], first.Events.OfType<HandlerStarted>().Select(handler => handler.Handler));
        Assert.Equal(["The database runs with its new configuration."], first.Messages);

        var broken = (await example.RunAsync("apply", "--set", "site.title=Newer", "--set", "site.broken=true")).Ends(1);
        Assert.Equal(["reload server"], broken.Finished.PendingHandlers);

        var mended = (await example.RunAsync("apply", "--set", "site.title=Newer")).Ends(0);
        Assert.True(Assert.Single(mended.Events.OfType<HandlerStarted>()).Inherited);
        Assert.Equal(0, (await example.RunAsync("apply", "--set", "site.title=Newer")).Ends(0).Finished.Changed);
        Assert.Equal("reloaded\nreloaded\n", example.Read("reloads.log"));
    }

    [Fact]
    public async Task Errors_ends_well()
    {
        using var example = new Example("Errors");

        (await example.RunAsync("plan")).Ends(0);
        var first = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal((0, 4), (first.Finished.Failed, first.Finished.Ignored));
        Assert.Equal("from the backup\n", example.Read("data"));
        Assert.Equal("42\n", example.Read("answer"));
        Assert.Equal(3, first.Resources.Max(one => one.Attempts));

        var second = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal(0, second.Finished.Changed);
        Assert.Equal(["There is data, wherever it is from."], second.Messages);
    }

    [Fact]
    public async Task Errors_tells_the_exception_of_a_procedure_without_its_stack()
    {
        using var example = new Example("Errors");

        var run = (await example.RunAsync("apply", "--set", "careful.answer=many")).Ends(1);
        Assert.Contains(run.Resources, one => one.Status == OutcomeStatus.Failed && one.Reason!.StartsWith("'many' is no number.", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
        Assert.False(example.Has("answer"));
    }

    [Fact]
    public async Task VariableScoping_takes_the_highest_value()
    {
        using var example = new Example("VariableScoping");

        (await example.RunAsync("apply", "--set", "@examples/VariableScoping/production.yaml", "--set", "shop.port=9090")).Ends(0);
        Assert.Equal($"name blog.example.net\nport 8080\nworkers 16\nlog {example.Folder}/blog/access.log Error\nupstream one 9001\nupstream two 9002\n", example.Read("blog/site.conf"));
        Assert.StartsWith("name shop.example.net\nport 9090\nworkers 4\n", example.Read("shop/site.conf"), StringComparison.Ordinal);
        Assert.Equal("<h1>Status of example.net</h1>\n", example.Read("status.html"));
    }

    [Theory]
    [InlineData("shop.prot=9090", "port")]
    [InlineData("shpo.port=9090", "shop")]
    [InlineData("domian=example.net", "domain")]
    [InlineData("shop.port=90900", "90900")]
    [InlineData("blog-logging.level=verbose", "debug")]
    [InlineData("blog.workers=many", "whole number")]
    public async Task VariableScoping_refuses_a_wrong_setting_and_helps(string setting, string help)
    {
        using var example = new Example("VariableScoping");

        var refused = (await example.RunAsync("apply", "--set", setting)).Ends(65);
        Assert.Contains(help, refused.Output + refused.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(Directory.Exists(example.Folder));
    }

    [Fact]
    public async Task A_command_line_that_is_wrong_is_refused_with_a_suggestion()
    {
        using var example = new Example("Basics");

        Assert.Contains("'plan'", (await example.StartAsync("paln")).Ends(64).Error, StringComparison.Ordinal);
        Assert.Contains("role.variable=value", (await example.RunAsync("plan", "--set", "draft")).Ends(64).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Procedures_plans_until_it_would_have_to_guess()
    {
        using var example = new Example("Procedures");

        var plan = (await example.RunAsync("plan")).Ends(0);
        Assert.Equal((3, 1), (plan.Finished.Changed, plan.Finished.Unknown));
        Assert.Equal(3, (await example.RunAsync("apply")).Ends(0).Finished.Changed);

        var second = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal(0, second.Finished.Changed);
        Assert.Equal(["Version 1.0 is released already."], second.Messages);

        (await example.RunAsync("apply", "--set", "release.version=2.0")).Ends(0);
        Assert.Equal("2.0\n", example.Read("current/version"));
        Assert.Equal("1.0\n", example.Read("1.0/version"));
    }

    [Fact]
    public async Task Templates_writes_what_its_templates_say_and_shows_the_password_to_nobody()
    {
        using var example = new Example("Templates");
        await File.WriteAllTextAsync(example.Beside("password"), "correct-horse-battery");
        File.SetUnixFileMode(example.Beside("password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        example.Always.AddRange(["--set", $"password-file={example.Beside("password")}", "--verbose"]);

        var plan = (await example.RunAsync("plan")).Ends(0);
        var apply = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal(plan.Told, apply.Told);
        Assert.Equal(0, (await example.RunAsync("apply")).Ends(0).Finished.Changed);

        Assert.Contains("DATABASE_PASSWORD=***", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", plan.Output + apply.Output + plan.Error + apply.Error, StringComparison.Ordinal);
        Assert.Equal("DATABASE_PASSWORD=correct-horse-battery\nGREETING='Good day'\nLOG_LEVEL='info'\n", example.Read("app.env"));
        Assert.Contains("    server 10.0.0.11:8080 max_conns=200;\n    server 10.0.0.12:8080;\n}\n", example.Read("site.conf"), StringComparison.Ordinal);
        Assert.Contains("    ssl_certificate /etc/ssl/example.pem;\n", example.Read("site.conf"), StringComparison.Ordinal);
        Assert.StartsWith("example.com on ", example.Read("motd"), StringComparison.Ordinal);

        var one = (await example.RunAsync("apply", "--set", "site.upstreams=[{name: api, servers: [{host: 10.0.0.9}]}]", "--set", "site.domain=it's.example")).Ends(0);
        Assert.Equal(2, one.Finished.Changed);
        Assert.StartsWith("# 1 servers answer for it's.example\nupstream api {\n    server 10.0.0.9:8080;\n}\n", example.Read("site.conf"), StringComparison.Ordinal);

        var refused = (await example.RunAsync("apply", "--set", "site.domain=a{b")).Ends(1);
        Assert.Contains("8 brackets are opened, and 5 closed", refused.Output, StringComparison.Ordinal);
        Assert.Contains("it's.example", example.Read("site.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Together_puts_no_file_in_place_if_the_check_refuses_one()
    {
        using var example = new Example("Together");
        (await example.RunAsync("apply")).Ends(0);

        var refused = (await example.RunAsync("apply", "--set", "server.listen=nowhere", "--set", "server.root=/srv")).Ends(1);
        Assert.Contains("listen needs a port", refused.Output, StringComparison.Ordinal);
        Assert.StartsWith("listen 8080\n", example.Read("conf/server.conf"), StringComparison.Ordinal);
        Assert.Equal("root /var/www\n", example.Read("conf/site.conf"));

        Assert.Equal(2, (await example.RunAsync("apply", "--set", "server.listen=81", "--set", "server.root=/srv")).Ends(0).Finished.Changed);
        Assert.Equal("root /srv\n", example.Read("conf/site.conf"));
    }

    [Fact]
    public async Task Secrets_writes_the_password_and_shows_it_to_nobody()
    {
        using var example = new Example("Secrets");
        await File.WriteAllTextAsync(example.Beside("password"), "correct-horse-battery");
        File.SetUnixFileMode(example.Beside("password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        example.Always.AddRange(["--set", $"password-file={example.Beside("password")}", "--verbose"]);

        var plan = (await example.RunAsync("plan")).Ends(0);
        var apply = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal(plan.Told, apply.Told);
        Assert.Equal(0, (await example.RunAsync("apply")).Ends(0).Finished.Changed);

        Assert.Contains("password=***", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", plan.Output + apply.Output + plan.Error + apply.Error, StringComparison.Ordinal);
        Assert.Contains("password=correct-horse-battery\n", example.Read("client.conf"), StringComparison.Ordinal);
        Assert.Equal("21", example.Read("length").Trim());
        Assert.Equal("GRACE'S DATA; RM -RF /\n", example.Read("shouted"));
    }

    [Fact]
    public async Task Types_has_an_example_of_each_type()
    {
        using var example = new Example("Types");

        (await example.RunAsync("plan")).Ends(0);
        var first = (await example.RunAsync("apply")).Ends(0);
        Assert.Equal(0, first.Finished.Failed);
        Assert.Equal(0, (await example.RunAsync("apply")).Ends(0).Finished.Changed);
        Assert.True(example.Has("command/a file's name"));
        Assert.Equal("$(REBOOT); IT'S ONLY TEXT\n", example.Read("shell/shouted"));
        Assert.Equal("hello\n", example.Read("shell/greeting"));
        Assert.Equal("from the policy\n", example.Read("shell/input"));

        await File.WriteAllTextAsync(Path.Combine(example.Folder, "owns/local-1.conf"), "");
        var fewer = (await example.RunAsync("apply", "--set", "example=owns", "--set", "owns-example.sites=[blog]")).Ends(0);
        Assert.Equal(1, fewer.Finished.Changed);
        Assert.False(example.Has("owns/shop.conf"));
        Assert.True(example.Has("owns/local-1.conf"));

        (await example.RunAsync("apply", "--set", "fail-example.broken=true")).Ends(1);
    }

    [Fact]
    public async Task ModelCheck_was_built_with_samples_and_runs_with_what_it_loads()
    {
        using var example = new Example("ModelCheck");
        await File.WriteAllTextAsync(example.Beside("customers"), "hedy\n");
        example.Always.AddRange(["--set", $"customer-list={example.Beside("customers")}"]);

        Assert.Equal(2, (await example.RunAsync("apply", "--set", "hedy.port=8003")).Ends(0).Finished.Changed);
        Assert.StartsWith("listen 8003\n", example.Read("hedy/site.conf"), StringComparison.Ordinal);
        Assert.Equal(0, (await example.RunAsync("apply", "--set", "hedy.port=8003")).Ends(0).Finished.Changed);
        Assert.Contains("the policy has no role", (await example.RunAsync("validate", "--set", "ada.port=1")).Ends(65).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolling_knows_the_hosts_of_its_inventory_and_those_of_its_code()
    {
        using var example = new Example("Rolling");
        string[] inventory = ["inventory", "--inventory", "examples/Rolling/inventory.yaml"];

        Assert.EndsWith("10 of 12 hosts\n", (await example.StartAsync([.. inventory, "web"])).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("shop.port  8080", (await example.StartAsync([.. inventory, "web01.example.com"])).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("groups: balancer", (await example.StartAsync([.. inventory, "lb1.example.com"])).Ends(0).Output, StringComparison.Ordinal);

        var refused = (await example.StartAsync([.. inventory, "wbe"])).Ends(65);
        Assert.Contains("Did you mean 'web'?", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embedding_needs_no_command_line()
    {
        using var example = new Example("Embedding");

        var first = (await example.StartAsync(example.Folder)).Ends(0).Output;
        Assert.Contains("2 changes are foreseen.", first, StringComparison.Ordinal);
        Assert.Contains($" File[{example.Folder}/motd]", first, StringComparison.Ordinal);
        Assert.Contains("2 changes are made, 0 failed.", first, StringComparison.Ordinal);
        Assert.Equal("0 changes are foreseen.\n0 changes are made, 0 failed.\n", (await example.StartAsync(example.Folder)).Ends(0).Output);
    }
}
