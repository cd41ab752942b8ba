using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Systems;

public sealed class LocalSystemFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalSystem _system = new();

    public void Dispose() => _folder.Dispose();

    private static FileContent Content(string text) => FileContent.FromText(text!);

    private static FileContent Slow(byte[] bytes, Sha256 hash = default) => FileContent.Deferred(_ => new(new MemoryStream(bytes)), hash);

    private string Text(AbsolutePath path) => File.ReadAllText(path.Value);

    [Fact]
    public async Task I_can_write_a_file_and_read_it_back()
    {
        await _system.WriteAsync(_folder / "a", Content("hello"), new("0640"));

        Assert.Equal("hello", Encoding.UTF8.GetString((await _system.ReadAsync(_folder / "a")).Span));
        var status = await _system.StatAsync(_folder / "a");
        Assert.Equal(FileKind.File, status!.Kind);
        Assert.Equal("0640", status.Mode.ToString());
        Assert.Equal(5, status.Size);
        Assert.InRange(status.Modified, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(["a"], _folder.Names);
    }

    [Fact]
    public async Task What_does_not_exist_has_no_status_and_no_content()
    {
        await _system.WriteAsync(_folder / "file", Content("x"), new("0600"));

        Assert.Null(await _system.StatAsync(_folder / "nothing"));
        Assert.Null(await _system.StatAsync(_folder / "no/such/folder"));
        Assert.Null(await _system.StatAsync(_folder / "file/below"));
        Assert.False(await _system.HasContentAsync(_folder / "nothing", Content("")));
        Assert.False(await _system.HasContentAsync(_folder / "file/below", Content("")));
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.ReadAsync(_folder / "nothing"));
        Assert.Equal(SystemFault.NotFound, fault.Fault);
        Assert.Contains((_folder / "nothing").Value, fault.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4094)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(200_000)]
    public async Task Content_is_compared_to_its_last_byte_whatever_its_size(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);
        var path = _folder / "f";
        await _system.WriteAsync(path, FileContent.FromBytes(bytes), new("0600"));
        var longer = bytes.Append((byte)1).ToArray();
        var changed = bytes.ToArray();
        if (size > 0)
        {
            changed[^1] ^= 1;
        }

        Assert.True(await _system.HasContentAsync(path, FileContent.FromBytes(bytes)));
        Assert.True(await _system.HasContentAsync(path, Slow(bytes)));
        Assert.True(await _system.HasContentAsync(path, Slow([], Sha256.Of(bytes))));
        Assert.False(await _system.HasContentAsync(path, FileContent.FromBytes(longer)));
        Assert.False(await _system.HasContentAsync(path, Slow(longer)));
        if (size > 0)
        {
            Assert.False(await _system.HasContentAsync(path, FileContent.FromBytes(changed)));
            Assert.False(await _system.HasContentAsync(path, FileContent.FromBytes(bytes.AsMemory(0, size - 1))));
            Assert.False(await _system.HasContentAsync(path, Slow(changed)));
            Assert.False(await _system.HasContentAsync(path, Slow(bytes, Sha256.Of(changed))));
        }
    }

    [Fact]
    public async Task A_file_of_the_kernel_that_has_no_size_is_read_whole()
    {
        var text = Encoding.UTF8.GetString((await _system.ReadAsync("/proc/self/status")).Span);

        Assert.Contains("VmRSS", text);
        Assert.EndsWith("\n", text);
    }

    [Fact]
    public async Task A_named_pipe_is_no_file_and_hangs_nothing()
    {
        await _system.RunAsync(new(["mkfifo", (_folder / "pipe").Value]));

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.ReadAsync(_folder / "pipe"));
        Assert.Equal(SystemFault.WrongKind, fault.Fault);
    }

    [Fact]
    public async Task Nobody_ever_sees_a_file_that_is_half_written_or_has_another_mode()
    {
        var path = _folder / "watched";
        var wrong = new List<string>();
        using var done = new CancellationTokenSource();
        var watcher = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                if (Libc.Status(UnixAbi.CurrentDirectory, path.Value, follow: false, out var status) == 0 && (status.Permissions != 0x1A4 || status.Size != 100_000))
                {
                    wrong.Add($"{status.Permissions:X} {status.Size}");
                }

                foreach (var name in _folder.Names)
                {
                    // The temporary file is closed to others until it is complete.
                    if (name.StartsWith('.') && Libc.Status(UnixAbi.CurrentDirectory, (_folder / name).Value, follow: false, out status) == 0
                        && status.Permissions is not (0x180 or 0x1A4))
                    {
                        wrong.Add($"{name} {status.Permissions:X}");
                    }
                }
            }
        });
        watcher.Start();
        for (var i = 0; i < 150; i++)
        {
            await _system.WriteAsync(path, FileContent.FromBytes(new byte[100_000]), new("0644"));
            if (i % 2 == 0)
            {
                await _system.DeleteAsync(path);
            }
        }

        await done.CancelAsync();
        watcher.Join();

        Assert.Empty(wrong);
    }

    [RootFact]
    public async Task A_file_has_its_owner_group_and_set_uid_mode_when_it_appears()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("6755", "nobody", "daemon"));

        var status = await _system.StatAsync(_folder / "f");
        Assert.Equal(("nobody", "daemon", "6755"), (status!.Owner, status.Group, status.Mode.ToString()));
    }

    [RootFact]
    public async Task An_owner_may_be_a_number_that_has_no_name()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("0600", "54321", "54322"));

        var status = await _system.StatAsync(_folder / "f");
        Assert.Equal(("54321", "54322"), (status!.Owner, status.Group));
    }

    [Fact]
    public async Task An_owner_that_does_not_exist_is_named_and_nothing_is_written()
    {
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.WriteAsync(_folder / "f", Content("x"), new("0600", "no-such-user")));

        Assert.Equal((SystemFault.UnknownAccount, "user:no-such-user"), (fault.Fault, fault.Subject));
        Assert.Empty(_folder.Names);
    }

    [RootFact]
    public async Task A_full_disk_leaves_the_old_content_and_no_temporary_file()
    {
        Directory.CreateDirectory((_folder / "small").Value);
        using var mounted = await MountedFolder.MountAsync(_folder / "small", "-t", "tmpfs", "-o", "size=64k", "tmpfs");
        await _system.WriteAsync(_folder / "small/f", Content("old"), new("0600"));

        var fault = await Assert.ThrowsAsync<SystemFaultException>(
            async () => await _system.WriteAsync(_folder / "small/f", FileContent.FromBytes(new byte[200_000]), new("0600")));

        Assert.Equal(SystemFault.NoSpace, fault.Fault);
        Assert.Contains("full", fault.Message);
        Assert.Equal("old", Text(_folder / "small/f"));
        Assert.Single(Directory.GetFileSystemEntries((_folder / "small").Value));
        await _system.FlushAsync();
    }

    [RootFact]
    public async Task A_read_only_file_system_is_called_that()
    {
        Directory.CreateDirectory((_folder / "ro").Value);
        using var mounted = await MountedFolder.MountAsync(_folder / "ro", "-t", "tmpfs", "-o", "ro", "tmpfs");

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.WriteAsync(_folder / "ro/f", Content("x"), new("0600")));

        Assert.Equal(SystemFault.ReadOnly, fault.Fault);
        Assert.Contains("Remount", fault.Message);
    }

    [Fact]
    public async Task A_directory_where_a_file_should_be_stays()
    {
        await _system.CreateDirectoryAsync(_folder / "d", new("0755"));

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.WriteAsync(_folder / "d", Content("x"), new("0600")));

        Assert.Equal(SystemFault.WrongKind, fault.Fault);
        Assert.True(Directory.Exists((_folder / "d").Value));
        Assert.Equal(["d"], _folder.Names);
        Assert.False(await _system.HasContentAsync(_folder / "d", Content("")));
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_named_in_the_error()
    {
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.WriteAsync(_folder / "no/f", Content("x"), new("0600")));

        Assert.Equal((SystemFault.NotFound, (_folder / "no/f").Value), (fault.Fault, fault.Subject));
        Assert.Contains("Create the folder first", fault.Message);
    }

    [Fact]
    public async Task A_link_at_the_target_is_replaced_and_what_it_points_to_stays()
    {
        await _system.WriteAsync(_folder / "real", Content("real"), new("0600"));
        await _system.CreateLinkAsync(_folder / "f", "real");

        await _system.WriteAsync(_folder / "f", Content("new"), new("0600"));

        Assert.Equal(FileKind.File, (await _system.StatAsync(_folder / "f"))!.Kind);
        Assert.Equal("real", Text(_folder / "real"));
    }

    [Fact]
    public async Task A_dangling_link_is_a_link_that_leads_to_nothing()
    {
        await _system.CreateLinkAsync(_folder / "l", "nowhere");

        Assert.Equal(FileKind.Link, (await _system.StatAsync(_folder / "l"))!.Kind);
        Assert.Null(await _system.StatAsync(_folder / "l", follow: true));
        Assert.False(await _system.HasContentAsync(_folder / "l", Content("")));
        Assert.Equal("nowhere", await _system.ReadLinkAsync(_folder / "l"));
        await _system.CreateLinkAsync(_folder / "loop", "loop");
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.StatAsync(_folder / "loop", follow: true));
        Assert.Equal(SystemFault.BadLink, fault.Fault);
    }

    [Fact]
    public async Task A_link_replaces_a_file_but_never_a_directory()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("0600"));
        await _system.CreateDirectoryAsync(_folder / "d", new("0755"));

        await _system.CreateLinkAsync(_folder / "f", "/elsewhere");
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.CreateLinkAsync(_folder / "d", "/elsewhere"));

        Assert.Equal("/elsewhere", await _system.ReadLinkAsync(_folder / "f"));
        Assert.Equal(SystemFault.WrongKind, fault.Fault);
        Assert.Equal(["d", "f"], _folder.Names);
    }

    [RootFact]
    public async Task A_link_has_its_own_owner()
    {
        await _system.CreateLinkAsync(_folder / "l", "/etc/passwd", "nobody", "daemon");

        var status = await _system.StatAsync(_folder / "l");
        Assert.Equal(("nobody", "daemon"), (status!.Owner, status.Group));
        Assert.Equal("root", (await _system.StatAsync("/etc/passwd"))!.Owner);
    }

    [RootFact]
    public async Task A_file_that_is_mounted_by_itself_is_written_in_place()
    {
        await _system.WriteAsync(_folder / "source", Content("a longer old content"), new("0644"));
        await _system.WriteAsync(_folder / "hosts", Content(""), new("0644"));
        using var mounted = await MountedFolder.MountAsync(_folder / "hosts", "--bind", (_folder / "source").Value);

        await _system.WriteAsync(_folder / "hosts", Content("new"), new("0640", "nobody"));

        Assert.Equal("new", Text(_folder / "source"));
        var status = await _system.StatAsync(_folder / "hosts");
        Assert.Equal(("nobody", "0640"), (status!.Owner, status.Mode.ToString()));
        Assert.Equal(["hosts", "source"], _folder.Names);
    }

    [RootFact]
    public async Task A_mounted_file_that_cannot_be_written_whole_gets_its_old_content_back()
    {
        Directory.CreateDirectory((_folder / "small").Value);
        using var small = await MountedFolder.MountAsync(_folder / "small", "-t", "tmpfs", "-o", "size=64k", "tmpfs");
        await _system.WriteAsync(_folder / "small/source", Content("old content"), new("0604"));
        await _system.WriteAsync(_folder / "hosts", Content(""), new("0644"));
        using var mounted = await MountedFolder.MountAsync(_folder / "hosts", "--bind", (_folder / "small/source").Value);

        var fault = await Assert.ThrowsAsync<SystemFaultException>(
            async () => await _system.WriteAsync(_folder / "hosts", FileContent.FromBytes(new byte[200_000]), new("0640", "nobody")));

        Assert.Equal(SystemFault.NoSpace, fault.Fault);
        Assert.Equal("old content", Text(_folder / "hosts"));
        var status = await _system.StatAsync(_folder / "hosts");
        Assert.Equal(("root", "0604"), (status!.Owner, status.Mode.ToString()));
        Assert.Equal(["hosts", "small"], _folder.Names);
    }

    [Fact]
    public async Task Content_with_another_checksum_is_refused_before_it_is_put_in_place()
    {
        await _system.WriteAsync(_folder / "f", Content("old"), new("0600"));

        var fault = await Assert.ThrowsAsync<SystemFaultException>(
            async () => await _system.WriteAsync(_folder / "f", Slow("bad"u8.ToArray(), Sha256.Of("good"u8)), new("0600")));

        Assert.Equal(SystemFault.ChecksumMismatch, fault.Fault);
        Assert.Equal("old", Text(_folder / "f"));
        Assert.Equal(["f"], _folder.Names);
        await _system.WriteAsync(_folder / "f", Slow("good"u8.ToArray(), Sha256.Of("good"u8)), new("0600"));
        Assert.Equal("good", Text(_folder / "f"));
    }

    [Fact]
    public async Task Content_that_fails_midway_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<IOException>(async () =>
            await _system.WriteAsync(_folder / "f", FileContent.Deferred(_ => throw new IOException("the server went away")), new("0600")));

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_staged_file_is_complete_and_goes_away_unless_it_is_committed()
    {
        await _system.WriteAsync(_folder / "f", Content("old"), new("0600"));
        await using (var staged = await _system.StageAsync(_folder / "f", Content("new"), new("0640")))
        {
            Assert.Equal("new", Text(staged.StagedAt));
            Assert.Equal("0640", (await _system.StatAsync(staged.StagedAt))!.Mode.ToString());
            Assert.Equal("old", Text(_folder / "f"));
        }

        Assert.Equal(["f"], _folder.Names);
        await using (var staged = await _system.StageAsync(_folder / "f", Content("new"), new("0640")))
        {
            await staged.CommitAsync();
        }

        Assert.Equal("new", Text(_folder / "f"));
        Assert.Equal(["f"], _folder.Names);
    }

    [Fact]
    public async Task A_staged_program_can_be_started()
    {
        await using var staged = await _system.StageAsync(_folder / "check", Content("#!/bin/sh\necho fine\n"), new("0700"));

        Assert.Equal("fine\n", (await _system.QueryAsync(new([staged.StagedAt.Value]))).Output);
    }

    [Fact]
    public async Task A_name_as_long_as_a_name_may_be_can_be_written()
    {
        var name = new string('ü', 127);

        await _system.WriteAsync(_folder / name, Content("x"), new("0600"));

        Assert.Equal([name], _folder.Names);
        Assert.True(Encoding.UTF8.GetByteCount(FileOperations.TemporaryName(name)) <= 255);
        Assert.NotEqual(FileOperations.TemporaryName("a"), FileOperations.TemporaryName("a"));
    }

    [Fact]
    public async Task A_path_longer_than_the_buffer_on_the_stack_works()
    {
        var path = _folder.Path;
        for (var i = 0; i < 8; i++)
        {
            path /= new string('d', 200);
            await _system.CreateDirectoryAsync(path, new("0755"));
        }

        await _system.WriteAsync(path / "f", Content("deep"), new("0600"));
        Assert.True(await _system.HasContentAsync(path / "f", Content("deep")));
    }

    [Fact]
    public async Task A_directory_gets_the_mode_it_is_given_whatever_the_umask()
    {
        await _system.CreateDirectoryAsync(_folder / "d", new("1777"));

        Assert.Equal("1777", (await _system.StatAsync(_folder / "d"))!.Mode.ToString());
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.CreateDirectoryAsync(_folder / "d", new("0755")));
        Assert.Equal(SystemFault.WrongKind, fault.Fault);
        Assert.Equal("1777", (await _system.StatAsync(_folder / "d"))!.Mode.ToString());
    }

    [RootFact]
    public async Task A_directory_belongs_to_its_owner()
    {
        await _system.CreateDirectoryAsync(_folder / "d", new("0750", "nobody", "daemon"));

        var status = await _system.StatAsync(_folder / "d");
        Assert.Equal(("nobody", "daemon", "0750"), (status!.Owner, status.Group, status.Mode.ToString()));
    }

    [Fact]
    public async Task The_mode_of_a_link_is_refused_and_what_it_points_to_keeps_its_mode()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("0600"));
        await _system.CreateLinkAsync(_folder / "l", "f");

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.SetModeAsync(_folder / "l", "0777"));
        await _system.SetModeAsync(_folder / "f", "0641");

        Assert.Equal(SystemFault.WrongKind, fault.Fault);
        Assert.Equal("0641", (await _system.StatAsync(_folder / "f"))!.Mode.ToString());
    }

    [RootFact]
    public async Task Owner_and_group_can_be_set_apart_and_a_link_keeps_its_target_out_of_it()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("0600"));
        await _system.CreateLinkAsync(_folder / "l", "f");

        await _system.SetOwnerAsync(_folder / "l", "nobody", null);
        await _system.SetOwnerAsync(_folder / "f", null, "daemon");

        var file = await _system.StatAsync(_folder / "f");
        Assert.Equal(("root", "daemon"), (file!.Owner, file.Group));
        Assert.Equal("nobody", (await _system.StatAsync(_folder / "l"))!.Owner);
    }

    [Fact]
    public async Task A_mode_or_path_that_was_not_given_is_refused()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("0600"));

        Assert.Equal(SystemFault.Refused, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.SetModeAsync(_folder / "f", default))).Fault);
        Assert.Equal(SystemFault.Refused, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.WriteAsync(_folder / "f", Content(""), new("999")))).Fault);
        Assert.Equal(SystemFault.Refused, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.DeleteAsync(default))).Fault);
        Assert.Equal(SystemFault.Refused, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.DeleteAsync("/", recursive: true))).Fault);
        Assert.Equal("0600", (await _system.StatAsync(_folder / "f"))!.Mode.ToString());
    }

    [RootFact]
    public async Task An_immutable_file_is_told_apart_from_a_forbidden_one()
    {
        await _system.WriteAsync(_folder / "f", Content("x"), new("0600"));
        if (!(await _system.RunAsync(new(["chattr", "+i", (_folder / "f").Value]))).Succeeded)
        {
            return; // this file system has no such attribute
        }

        try
        {
            var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.WriteAsync(_folder / "f", Content("y"), new("0600")));
            Assert.Equal(SystemFault.ReadOnly, fault.Fault);
            Assert.Contains("chattr -i", fault.Message);
            Assert.Equal(["f"], _folder.Names);
        }
        finally
        {
            await _system.RunAsync(new(["chattr", "-i", (_folder / "f").Value]));
        }
    }

    [Fact]
    public async Task Names_are_listed_in_ordinal_order()
    {
        foreach (var name in new[] { "b", "a", ".c", "B", "ä" })
        {
            await _system.WriteAsync(_folder / name, Content(""), new("0600"));
        }

        Assert.Equal([".c", "B", "a", "b", "ä"], await _system.ListAsync(_folder.Path));
        Assert.Equal(SystemFault.WrongKind, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.ListAsync(_folder / "a"))).Fault);
        Assert.Equal(SystemFault.NotFound, (await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.ListAsync(_folder / "none"))).Fault);
    }

    [Fact]
    public async Task Accounts_are_found_by_name()
    {
        var root = await _system.FindUserAsync("root");
        Assert.Equal((0u, 0u), (root!.Id, root.GroupId));
        Assert.StartsWith("/", root.Home);
        Assert.StartsWith("/", root.Shell);
        Assert.Null(await _system.FindUserAsync("no-such-user"));
        Assert.Equal("daemon", (await _system.FindGroupAsync("daemon"))!.Name);
        Assert.Null(await _system.FindGroupAsync("no-such-group"));
    }
}
