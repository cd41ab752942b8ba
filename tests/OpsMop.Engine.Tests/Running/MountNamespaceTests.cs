using OpsMop.Engine.Events;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Running;

/// <summary>A set of files is checked at its real paths before anybody else can see it, on this machine.</summary>
public sealed class MountNamespaceTests : IDisposable
{
    private readonly TestRun _run = new();
    private readonly TemporaryFolder _folder = new();

    [RootFact]
    public async Task The_check_sees_new_changed_linked_and_deleted_files_at_their_real_paths()
    {
        Directory.CreateDirectory((_folder / "sites").Value);
        await File.WriteAllTextAsync((_folder / "main.conf").Value, "old");
        await File.WriteAllTextAsync((_folder / "sites/gone.conf").Value, "gone");
        var seen = _folder / "seen";

        var finished = await ApplyAsync($"cd {_folder.Path} && cat main.conf sites/new.conf && readlink sites/link.conf && ls sites >{seen} && test ! -e sites/gone.conf");

        Assert.True(finished.Failed == 0, Describe());
        Assert.Equal("new main", await File.ReadAllTextAsync((_folder / "main.conf").Value));
        Assert.False(File.Exists((_folder / "sites/gone.conf").Value));
        Assert.Equal(0, (await ApplyAsync($"false")).Changed);
    }

    [RootFact]
    public async Task A_set_that_the_check_refuses_leaves_no_trace()
    {
        Directory.CreateDirectory((_folder / "sites").Value);
        await File.WriteAllTextAsync((_folder / "main.conf").Value, "old");
        await File.WriteAllTextAsync((_folder / "sites/gone.conf").Value, "gone");

        var finished = await ApplyAsync($"grep -q 'new main' {_folder / "main.conf"} && echo refused: line 7 >&2 && exit 9");

        Assert.True(finished.Failed > 0);
        Assert.Contains(_run.Events.OfType<ResourceFinished>(), told => told.Error?.Contains("line 7", StringComparison.Ordinal) == true && told.ExitCode == 9);
        Assert.Equal("old", await File.ReadAllTextAsync((_folder / "main.conf").Value));
        Assert.Equal(["main.conf", "sites"], _folder.Names);
        Assert.Equal(["gone.conf"], Directory.GetFiles((_folder / "sites").Value).Select(Path.GetFileName));
    }

    [RootFact]
    public async Task In_a_container_whose_root_is_an_overlay_folders_inside_each_other_are_seen_too()
    {
        foreach (var name in new[] { "disk", "root" })
        {
            Directory.CreateDirectory((_folder / name).Value);
        }

        using var disk = await MountedFolder.MountAsync(_folder / "disk", "-t", "tmpfs", "tmpfs");
        foreach (var name in new[] { "lower/sites", "upper", "work" })
        {
            Directory.CreateDirectory((_folder / "disk" / name).Value);
        }

        var layers = _folder / "disk";
        using var root = await MountedFolder.MountAsync(_folder / "root", "-t", "overlay", "overlay", "-o", $"lowerdir={layers}/lower,upperdir={layers}/upper,workdir={layers}/work");
        var finished = await _run.ApplyAsync(
            new InlinePolicy(host => host.Together(() =>
            {
                host.File(_folder / "root/main.conf").Content("main").Mode("0644");
                host.File(_folder / "root/sites/site.conf").Content("site").Mode("0644");
            }).Validate(_ => $"grep -q . {_folder / "root/main.conf"} {_folder / "root/sites/site.conf"}")),
            new LocalSystem());

        Assert.True(finished.Failed == 0, Describe());
    }

    public void Dispose()
    {
        _run.Dispose();
        _folder.Dispose();
    }

    private Task<RunFinished> ApplyAsync(CommandText script) => _run.ApplyAsync(
        new InlinePolicy(host => host.Together(() =>
        {
            host.File(_folder / "main.conf").Content("new main").Mode("0644");
            host.File(_folder / "sites/new.conf").Content("new site").Mode("0600");
            host.Link(_folder / "sites/link.conf").Target("new.conf");
            host.File(_folder / "sites/gone.conf").Absent();
        }).Validate(_ => $"/bin/sh -c {script.ToShell()}")),
        new LocalSystem());

    private string Describe() => string.Join('\n', _run.Events.OfType<ResourceFinished>().Select(told => $"{told.Resource} {told.Status} {told.Reason} {told.Error}"));
}
