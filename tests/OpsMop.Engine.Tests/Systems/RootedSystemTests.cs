using System.Text;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Systems;

public sealed class RootedSystemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AbsolutePath _root;

    public RootedSystemTests()
    {
        _root = _folder / "image";
        Directory.CreateDirectory((_root / "etc").Value);
        File.WriteAllText((_folder / "secret").Value, "outside");
        Directory.CreateDirectory((_folder / "etc").Value);
        File.WriteAllText((_folder / "etc/motd").Value, "outside");
    }

    public void Dispose() => _folder.Dispose();

    // By the kernel and, as on older kernels and other systems, by walking.
    public static TheoryData<bool> Ways => [false, true];

    private RootedSystem Open(bool walk) => walk ? RootedSystem.Walking(_root) : new RootedSystem(_root);

    private static async Task<string> TextAsync(RootedSystem system, AbsolutePath path) => Encoding.UTF8.GetString((await system.ReadAsync(path)).Span);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Paths_are_those_of_the_image(bool walk)
    {
        using var system = Open(walk);

        await system.CreateDirectoryAsync("/srv", new("0755"));
        await system.WriteAsync("/srv/f", FileContent.FromText("inside"!), new("0640"));
        await system.SetModeAsync("/srv/f", "0600");
        await system.CreateLinkAsync("/srv/l", "f");

        Assert.Equal("inside", File.ReadAllText((_root / "srv/f").Value));
        Assert.Equal("inside", await TextAsync(system, "/srv/l"));
        Assert.Equal("f", await system.ReadLinkAsync("/srv/l"));
        Assert.Equal(FileKind.Link, (await system.StatAsync("/srv/l"))!.Kind);
        Assert.Equal("0600", (await system.StatAsync("/srv/l", follow: true))!.Mode.ToString());
        Assert.Equal(["f", "l"], await system.ListAsync("/srv"));
        Assert.Equal(["etc", "srv"], await system.ListAsync("/"));
        Assert.True((await system.StatAsync("/"))!.IsDirectory);
        await system.DeleteAsync("/srv", recursive: true);
        Assert.Null(await system.StatAsync("/srv"));
        Assert.Null(await system.StatAsync("/srv/f", follow: true));
        Assert.False(await system.HasContentAsync("/srv/f", FileContent.FromText("inside"!)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_absolute_link_is_one_within_the_image(bool walk)
    {
        using var system = Open(walk);
        File.WriteAllText((_root / "etc/motd").Value, "inside");
        File.CreateSymbolicLink((_root / "to-file").Value, "/etc/motd");
        Directory.CreateSymbolicLink((_root / "to-folder").Value, "/etc");
        Directory.CreateSymbolicLink((_root / "to-host").Value, _folder.Path.Value);

        Assert.Equal("inside", await TextAsync(system, "/to-file"));
        Assert.Equal("inside", await TextAsync(system, "/to-folder/motd"));
        Assert.Null(await system.StatAsync("/to-host/secret", follow: true));
        Assert.Null(await system.StatAsync("/to-host", follow: true));
        await Assert.ThrowsAsync<SystemFaultException>(async () => await system.WriteAsync("/to-host/new", FileContent.FromText("x"!), new("0600")));
        await system.WriteAsync("/to-folder/new", FileContent.FromText("x"!), new("0600"));
        Assert.True(File.Exists((_root / "etc/new").Value));
        Assert.False(File.Exists((_folder / "new").Value));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Dots_in_a_link_end_at_the_root(bool walk)
    {
        using var system = Open(walk);
        File.WriteAllText((_root / "etc/motd").Value, "inside");
        File.CreateSymbolicLink((_root / "etc/up").Value, "../../../../../../../../etc/motd");
        Directory.CreateSymbolicLink((_root / "etc/top").Value, "../../..");

        Assert.Equal("inside", await TextAsync(system, "/etc/up"));
        Assert.Equal("inside", await TextAsync(system, "/etc/top/etc/motd"));
        Assert.Null(await system.StatAsync("/etc/top/secret", follow: true));
        await system.WriteAsync("/etc/top/made", FileContent.FromText("x"!), new("0600"));
        Assert.True(File.Exists((_root / "made").Value));
        await system.DeleteAsync("/etc/top/etc", recursive: true);
        Assert.True(File.Exists((_folder / "etc/motd").Value));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Links_in_a_circle_are_a_fault(bool walk)
    {
        using var system = Open(walk);
        File.CreateSymbolicLink((_root / "a").Value, "b");
        File.CreateSymbolicLink((_root / "b").Value, "/a");

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await system.ReadAsync("/a"));

        Assert.Equal(SystemFault.BadLink, fault.Fault);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_file_in_the_middle_of_a_path_is_not_a_directory(bool walk)
    {
        using var system = Open(walk);
        File.WriteAllText((_root / "f").Value, "x");

        Assert.Null(await system.StatAsync("/f/below"));
        Assert.Null(await system.StatAsync("/f/below", follow: true));
        Assert.Equal(SystemFault.WrongKind, (await Assert.ThrowsAsync<SystemFaultException>(async () => await system.ReadAsync("/f/below"))).Fault);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_folder_that_somebody_swaps_for_a_link_all_the_time_never_leads_outside(bool walk)
    {
        using var system = Open(walk);
        var image = _root.Value;
        Directory.CreateDirectory($"{image}/real/sub");
        File.WriteAllText($"{image}/real/sub/secret", "inside");
        Directory.CreateDirectory((_folder / "sub").Value);
        File.WriteAllText((_folder / "sub/secret").Value, "outside");
        using var done = new CancellationTokenSource();
        var attacker = new Thread(() =>
        {
            var here = UnixAbi.CurrentDirectory;
            var round = 0;
            while (!done.IsCancellationRequested)
            {
                _ = Libc.Rename(here, $"{image}/real", $"{image}/aside");
                _ = Libc.MakeLink("../../..", here, $"{image}/real");
                _ = Libc.Unlink(here, $"{image}/real");
                _ = Libc.MakeLink($"{_folder.Path}", here, $"{image}/real");
                _ = Libc.Unlink(here, $"{image}/real");
                _ = Libc.Rename(here, $"{image}/aside", $"{image}/real");

                // A folder that leaves the image while somebody is in it: ".." from there would be outside.
                _ = Libc.Rename(here, $"{image}/real/sub", $"{_folder.Path}/moved");
                _ = Libc.Rename(here, $"{_folder.Path}/moved", $"{image}/real/sub");

                // As it should be for a moment, so that the other side is now and again halfway when it changes.
                if (++round % 50 == 0)
                {
                    Thread.Sleep(1);
                }
            }
        });
        attacker.Start();
        File.CreateSymbolicLink($"{image}/winding", "real/sub/../sub/../../real/sub/secret");
        var seen = new HashSet<string>();
        for (var i = 0; i < 3000 || (!seen.Contains("inside") && i < 30_000); i++)
        {
            try
            {
                seen.Add(await TextAsync(system, i % 2 == 0 ? "/real/sub/secret" : "/winding"));
            }
            catch (SystemFaultException)
            {
                seen.Add("fault");
            }

            if (i % 50 == 0)
            {
                try
                {
                    await system.WriteAsync("/real/sub/written", FileContent.FromText("x"!), new("0600"));
                }
                catch (SystemFaultException)
                {
                    // It was not there at that moment.
                }
            }
        }

        await done.CancelAsync();
        attacker.Join();

        Assert.DoesNotContain("outside", seen);
        Assert.Contains("inside", seen);
        Assert.False(File.Exists((_folder / "sub/written").Value));
    }

    [RootFact]
    public async Task Owners_are_those_of_the_image()
    {
        using var system = new RootedSystem(_root);
        File.WriteAllText((_root / "etc/passwd").Value, "root:x:0:0:root:/root:/bin/sh\n+::::::\napp:x:7001:7002:The app:/srv/app:/bin/false\n");
        File.WriteAllText((_root / "etc/group").Value, "root:x:0:\nappgroup:x:7002:root,app\n");

        await system.WriteAsync("/f", FileContent.FromText("x"!), new("0600", "app", "appgroup"));

        var status = await system.StatAsync("/f");
        Assert.Equal(("app", "appgroup"), (status!.Owner, status.Group));
        Assert.Equal("7001", (await new LocalSystem().StatAsync(_root / "f"))!.Owner);
        Assert.Equal("/srv/app", (await system.FindUserAsync("app"))!.Home);
        Assert.Equal(["root", "app"], (await system.FindGroupAsync("appgroup"))!.Members);
        Assert.Null(await system.FindUserAsync("daemon"));
        await Assert.ThrowsAsync<SystemFaultException>(async () => await system.WriteAsync("/g", FileContent.FromText("x"!), new("0600", "daemon")));
    }

    [RootFact]
    public async Task An_account_file_that_is_written_counts_at_once()
    {
        using var system = new RootedSystem(_root);
        Assert.Null(await system.FindUserAsync("late"));

        await system.WriteAsync("/etc/passwd", FileContent.FromText("late:x:7003:7003::/:/bin/sh\n"!), new("0644"));

        Assert.Equal(7003u, (await system.FindUserAsync("late"))!.Id);
    }

    [RootFact]
    public async Task Processes_see_the_image_as_their_root()
    {
        using var system = new RootedSystem(_root);
        Directory.CreateDirectory((_root / "srv").Value);
        Directory.CreateDirectory((_root / "run").Value);
        File.WriteAllText((_root / "etc/passwd").Value, "root:x:0:0:root:/root:/bin/sh\napp:x:7001:7002::/srv:/bin/sh\n");
        File.WriteAllText((_root / "etc/group").Value, "appgroup:x:7002:\nextra:x:7005:app\n");
        var binds = new List<MountedFolder>();
        try
        {
            foreach (var name in new[] { "usr", "bin", "lib", "lib64" }.Where(name => Directory.Exists("/" + name)))
            {
                Directory.CreateDirectory((_root / name).Value);
                binds.Add(await MountedFolder.MountAsync(_root / name, "--bind", "/" + name));
            }

            var listing = await system.QueryAsync(new(["ls", "/"]));
            Assert.True(listing.Succeeded, listing.Error);
            Assert.DoesNotContain("proc", listing.Output);
            Assert.Contains("srv", listing.Output);
            var shell = ProcessRequest.Shell("pwd; id -u; id -G; cat \"$TOKEN\"; echo; stat -c %a \"$TOKEN\"") with
            {
                User = "app",
                Directory = "/srv",
                SecretFiles = new Dictionary<string, Text> { ["TOKEN"] = "hush"! },
            };
            var result = await system.RunAsync(shell);
            Assert.Equal(("/srv\n7001\n7002 7005\nhush\n600\n", ""), (result.Output, result.Error));
            Assert.Empty(await system.ListAsync("/run"));
            Assert.Equal(127, (await system.QueryAsync(new(["no-such-program"]))).ExitCode);
        }
        finally
        {
            binds.ForEach(bind => bind.Dispose());
        }
    }

    [Fact]
    public void A_root_that_is_not_there_is_named()
    {
        var fault = Assert.Throws<SystemFaultException>(() => new RootedSystem(_folder / "none"));

        Assert.Equal((SystemFault.NotFound, (_folder / "none").Value), (fault.Fault, fault.Subject));
    }
}
