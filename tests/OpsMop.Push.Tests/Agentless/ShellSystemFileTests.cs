using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Systems;
using OpsMop.Engine.Tests;
using OpsMop.Push.Agentless;

namespace OpsMop.Push.Tests.Agentless;

public sealed class ShellSystemFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static FileContent Content(string text) => FileContent.FromText(text!);

    private static FileContent Slow(byte[] bytes, Sha256 hash = default) => FileContent.Deferred(_ => new(new MemoryStream(bytes)), hash);

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Every_byte_arrives_in_both_directions(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        var every = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        byte[][] contents = [[], [0], "\n"u8.ToArray(), "\r\n"u8.ToArray(), every, every.Concat(Enumerable.Reverse(every)).ToArray(), "no end"u8.ToArray(), RandomNumberGenerator.GetBytes(300_000)];
        foreach (var content in contents.Where(one => shell != "posix" || one.Length < 10_000))
        {
            await host.System.WriteAsync(_folder / "f", FileContent.FromBytes(content), new("0640"));
            Assert.Equal(content, await File.ReadAllBytesAsync((_folder / "f").Value));
            Assert.Equal(content, (await host.System.ReadAsync(_folder / "f")).ToArray());
            Assert.True(await host.System.HasContentAsync(_folder / "f", FileContent.FromBytes(content)));
            Assert.False(await host.System.HasContentAsync(_folder / "f", FileContent.FromBytes(content.Append((byte)1).ToArray())));
            Assert.True(await host.System.HasContentAsync(_folder / "f", Slow(content)));
            Assert.True(await host.System.HasContentAsync(_folder / "f", Slow([], Sha256.Of(content))));
        }

        Assert.Equal(["f"], _folder.Names);
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task A_link_that_leads_nowhere_or_to_itself_is_replaced_like_any_other(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        foreach (var target in (string[])["missing", "link", (_folder / "link").Value])
        {
            await host.System.CreateLinkAsync(_folder / "link", target);
            await host.System.CreateLinkAsync(_folder / "link", "./link");
            Assert.Equal("./link", await host.System.ReadLinkAsync(_folder / "link"));

            await host.System.CreateLinkAsync(_folder / "link", target);
            await using var staged = await host.System.StageAsync(_folder / "link", Content("new"), new("0640"));
            await staged.CommitAsync();
            Assert.Equal("new", await File.ReadAllTextAsync((_folder / "link").Value));
            Assert.Null(new FileInfo((_folder / "link").Value).LinkTarget);
            Assert.Equal(["link"], _folder.Names);
            await host.System.DeleteAsync(_folder / "link");
        }
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task A_link_that_its_own_path_leads_through_is_replaced_like_any_other(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        await host.System.CreateLinkAsync(_folder / "link", ".");
        await host.System.CreateLinkAsync(_folder / "link/link", "./.");
        Assert.Equal("./.", await host.System.ReadLinkAsync(_folder / "link"));

        await host.System.WriteAsync(_folder / "link/link", Content("new"), new("0640"));
        Assert.Equal("new", await File.ReadAllTextAsync((_folder / "link").Value));
        Assert.Equal(["link"], _folder.Names);
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task A_file_is_replaced_by_a_link_that_leads_to_it(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        await host.System.CreateLinkAsync(_folder / "other", "file");
        foreach (var target in (string[])["file", "other", (_folder / "other").Value])
        {
            await host.System.WriteAsync(_folder / "file", Content("old"), new("0640"));
            await host.System.CreateLinkAsync(_folder / "file", target);
            Assert.Equal(target, await host.System.ReadLinkAsync(_folder / "file"));
            Assert.Equal(["file", "other"], _folder.Names);
        }
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Names_are_names_whatever_is_in_them(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        string[] names =
        [
            "-rf", "--", "a b", " lead", "trail ", "new\nline", "\n", "ends\n", "tab\t", "cr\r", "'", "\"", "$HOME", "`id`", "$(id)", "\\", "\\n", "*", "?", "[a]", "[!a]*", "~", "#x", "a=b", "!", "&;|<>", "ü", "á\u0301", "\u0081\u0088",
            "...", "..x", ".hidden", "%s%d", "a -> b", "|x",
        ];
        foreach (var name in names)
        {
            var path = _folder / name;
            await host.System.WriteAsync(path, Content(name), new("0600"));
            Assert.Equal(name, await File.ReadAllTextAsync(path.Value));
            Assert.Equal(FileKind.File, (await host.System.StatAsync(path))!.Kind);
            Assert.Equal(name, Encoding.UTF8.GetString((await host.System.ReadAsync(path)).Span));
            await host.System.CreateLinkAsync(_folder / "link", name);
            Assert.Equal(name, await host.System.ReadLinkAsync(_folder / "link"));
            Assert.Equal(name, new FileInfo((_folder / "link").Value).LinkTarget);
        }

        Assert.Equal(_folder.Names, await host.System.ListAsync(_folder.Path));
        foreach (var name in names)
        {
            await host.System.DeleteAsync(_folder / name);
        }

        Assert.Equal(["link"], await host.System.ListAsync(_folder.Path));
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task A_status_says_what_the_host_itself_says(string shell)
    {
        var local = new LocalSystem();
        await using var host = await ShellHost.StartAsync(shell);
        await local.WriteAsync(_folder / "f", Content("hello"), new("4751"));
        await local.CreateLinkAsync(_folder / "l", "f");
        await local.CreateDirectoryAsync(_folder / "d", new("1777"));
        foreach (AbsolutePath path in new[] { _folder / "f", _folder / "l", _folder / "d", "/dev/null", "/etc/passwd", "/", "/etc" })
        {
            foreach (var follow in new[] { false, true })
            {
                var expected = await local.StatAsync(path, follow);
                var status = await host.System.StatAsync(path, follow);

                // ls leaves out the seconds, and the hour of what is old.
                var exact = shell != "posix" ? TimeSpan.Zero : TimeSpan.FromDays(1);
                Assert.InRange((expected!.Modified - status!.Modified).Duration(), TimeSpan.Zero, exact);
                Assert.Equal(expected with { Modified = default }, status with { Modified = default });
            }
        }

        Assert.Null(await host.System.StatAsync(_folder / "none"));
        Assert.Null(await host.System.StatAsync(_folder / "f/below"));
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Many_requests_are_under_way_at_the_same_time_and_each_gets_its_own_answer(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        for (var i = 0; i < 30; i++)
        {
            File.WriteAllText((_folder / $"f{i}").Value, $"content {i}");
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(async i => (i % 4) switch
        {
            0 => Encoding.UTF8.GetString((await host.System.ReadAsync(_folder / $"f{i / 4}")).Span),
            1 => (await host.System.StatAsync(_folder / $"f{i / 4}"))!.Size.ToString(),
            2 => (await host.System.HasContentAsync(_folder / $"f{i / 4}", Content($"content {i / 4}"))).ToString(),
            _ => (await host.System.QueryAsync(new(["printf", "%s", $"{i}"]))).Output,
        }));

        for (var i = 0; i < 120; i++)
        {
            Assert.Equal((i % 4) switch { 0 => $"content {i / 4}", 1 => i / 4 < 10 ? "9" : "10", 2 => "True", _ => $"{i}" }, answers[i]);
        }
    }

    [Fact]
    public async Task A_large_file_goes_up_and_comes_back_while_others_ask()
    {
        await using var host = await ShellHost.StartAsync();
        const long Size = 100L << 20;
        await using var source = new Pattern(Size);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var write = host.System.WriteAsync(_folder / "big", FileContent.Deferred(_ => new(source)), new("0600")).AsTask();
        while (!write.IsCompleted)
        {
            Assert.NotNull(await host.System.StatAsync("/etc/passwd"));
        }

        await write;
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20L << 20);
        Assert.Equal(Size, new FileInfo((_folder / "big").Value).Length);
        Assert.True(await host.System.HasContentAsync(_folder / "big", FileContent.Deferred(_ => new(new Pattern(Size)))));
    }

    [Fact]
    public async Task Content_that_fails_midway_or_is_another_leaves_nothing_behind_and_the_session_goes_on()
    {
        await using var host = await ShellHost.StartAsync();
        await host.System.WriteAsync(_folder / "f", Content("old"), new("0600"));

        await Assert.ThrowsAsync<IOException>(async () => await host.System.WriteAsync(_folder / "f", FileContent.Deferred(_ => new(new Pattern(1 << 20, fails: true))), new("0600")));
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.WriteAsync(_folder / "f", Slow("bad"u8.ToArray(), Sha256.Of("good"u8)), new("0600")));
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await host.System.WriteAsync(_folder / "f", FileContent.Deferred(_ => new(new Pattern(64 << 20, at: 1 << 20, then: cancel.Cancel))), new("0600"), cancel.Token));

        Assert.Equal(SystemFault.ChecksumMismatch, fault.Fault);
        Assert.Equal("old", File.ReadAllText((_folder / "f").Value));
        Assert.Equal(["f"], _folder.Names);
        Assert.NotNull(await host.System.StatAsync(_folder / "f"));
    }

    [RootFact]
    public async Task A_full_disk_leaves_the_old_content_and_no_temporary_file()
    {
        foreach (var shell in ShellHost.All)
        {
            await using var host = await ShellHost.StartAsync(shell);
            Directory.CreateDirectory((_folder / "small").Value);
            using var mounted = await MountedFolder.MountAsync(_folder / "small", "-t", "tmpfs", "-o", "size=64k", "tmpfs");
            await host.System.WriteAsync(_folder / "small/f", Content("old"), new("0600"));

            var fault = await Assert.ThrowsAsync<SystemFaultException>(
                async () => await host.System.WriteAsync(_folder / "small/f", FileContent.FromBytes(new byte[900_000]), new("0600")));

            Assert.Equal(SystemFault.NoSpace, fault.Fault);
            Assert.Contains("full", fault.Message);
            Assert.Equal("old", File.ReadAllText((_folder / "small/f").Value));
            Assert.Single(Directory.GetFileSystemEntries((_folder / "small").Value));
        }
    }

    [RootFact]
    public async Task A_file_that_is_mounted_by_itself_is_written_in_place()
    {
        await using var host = await ShellHost.StartAsync();
        await host.System.WriteAsync(_folder / "source", Content("a longer old content"), new("0644"));
        await host.System.WriteAsync(_folder / "hosts", Content(""), new("0644"));
        using var mounted = await MountedFolder.MountAsync(_folder / "hosts", "--bind", (_folder / "source").Value);

        await host.System.WriteAsync(_folder / "hosts", Content("new"), new("0640", "nobody"));

        Assert.Equal("new", File.ReadAllText((_folder / "source").Value));
        var status = await host.System.StatAsync(_folder / "hosts");
        Assert.Equal(("nobody", "0640"), (status!.Owner, status.Mode.ToString()));
        Assert.Equal(["hosts", "source"], _folder.Names);
    }

    [RootFact]
    public async Task A_tree_with_a_mount_in_it_is_refused_whole()
    {
        foreach (var shell in ShellHost.All)
        {
            await using var host = await ShellHost.StartAsync(shell);
            Directory.CreateDirectory((_folder / "tree/with space").Value);
            File.WriteAllText((_folder / "tree/kept").Value, "x");
            using var mounted = await MountedFolder.MountAsync(_folder / "tree/with space", "-t", "tmpfs", "tmpfs");

            var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.DeleteAsync(_folder / "tree", recursive: true));

            Assert.Equal(SystemFault.Refused, fault.Fault);
            Assert.Contains("Unmount", fault.Message);
            Assert.True(File.Exists((_folder / "tree/kept").Value));
        }
    }

    [RootFact]
    public async Task Another_user_is_told_what_is_forbidden()
    {
        Directory.CreateDirectory((_folder / "closed/in").Value);
        File.WriteAllText((_folder / "closed/f").Value, "x");
        await new LocalSystem().SetModeAsync(_folder.Path, "0755");
        await new LocalSystem().SetModeAsync(_folder / "closed", "0700");
        File.WriteAllText((_folder / "unreadable").Value, "x");
        await new LocalSystem().SetModeAsync(_folder / "unreadable", "0600");
        foreach (var shell in ShellHost.All)
        {
            await using var host = await ShellHost.StartAsync(shell, user: "nobody");
            var system = host.System;
            foreach (var attempt in new Func<Task>[]
            {
                async () => await system.StatAsync(_folder / "closed/f"),
                async () => await system.ReadAsync(_folder / "closed/f"),
                async () => await system.ReadAsync(_folder / "unreadable"),
                async () => await system.HasContentAsync(_folder / "unreadable", Content("x")),
                async () => await system.ListAsync(_folder / "closed"),
                async () => await system.WriteAsync(_folder / "new", Content("x"), new("0600")),
                async () => await system.WriteAsync(_folder / "closed/new", Content("x"), new("0600")),
                async () => await system.CreateDirectoryAsync(_folder / "newdir", new("0700")),
                async () => await system.CreateLinkAsync(_folder / "newlink", "x"),
                async () => await system.SetModeAsync(_folder / "unreadable", "0644"),
                async () => await system.SetOwnerAsync(_folder / "unreadable", "nobody", null),
                async () => await system.DeleteAsync(_folder / "unreadable"),
                async () => await system.DeleteAsync(_folder / "closed", recursive: true),
                async () => await system.QueryAsync(new(["true"]) { User = "root" }),
            })
            {
                var fault = await Assert.ThrowsAsync<SystemFaultException>(attempt);
                Assert.Equal((shell, SystemFault.PermissionDenied), (shell, fault.Fault));
            }

            Assert.NotNull(await system.StatAsync(_folder / "unreadable"));
        }
    }

    [RootFact]
    public async Task Nobody_ever_sees_a_file_that_is_half_written_or_has_another_mode()
    {
        await using var host = await ShellHost.StartAsync();
        var path = _folder / "watched";
        var wrong = new List<string>();
        using var done = new CancellationTokenSource();
        var watcher = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                foreach (var name in _folder.Names)
                {
                    if (Libc.Status(UnixAbi.CurrentDirectory, (_folder / name).Value, follow: false, out var status) == 0
                        && (name == "watched" ? status.Permissions != 0x9E4 || status.Size != 50_000 || status.UserId == 0 : (status.Permissions & 0x3F) != 0 && status.UserId == 0))
                    {
                        wrong.Add($"{name} {status.Permissions:X} {status.Size}");
                    }
                }
            }
        });
        watcher.Start();
        for (var i = 0; i < 30; i++)
        {
            await host.System.WriteAsync(path, FileContent.FromBytes(new byte[50_000]), new("4744", "nobody"));
            if (i % 2 == 0)
            {
                await host.System.DeleteAsync(path);
            }
        }

        await done.CancelAsync();
        watcher.Join();

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_named_pipe_is_no_file_and_hangs_nothing()
    {
        await using var host = await ShellHost.StartAsync();
        await host.System.RunAsync(new(["mkfifo", (_folder / "pipe").Value]));

        Assert.Equal(SystemFault.WrongKind, (await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.ReadAsync(_folder / "pipe"))).Fault);
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Accounts_are_those_of_the_host(string shell)
    {
        var local = new LocalSystem();
        await using var host = await ShellHost.StartAsync(shell);
        foreach (var name in new[] { "root", "nobody", "no-such", "0", "", "-x", "a:b" })
        {
            Assert.Equal(name is "0" or "" or "-x" or "a:b" ? null : await local.FindUserAsync(name), await host.System.FindUserAsync(name));
        }

        Assert.Equal((await local.FindGroupAsync("daemon"))!.Id, (await host.System.FindGroupAsync("daemon"))!.Id);
        Assert.Null(await host.System.FindGroupAsync("no-such"));
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.WriteAsync(_folder / "f", Content("x"), new("0600", "no-such-user")));
        Assert.Equal((SystemFault.UnknownAccount, "user:no-such-user"), (fault.Fault, fault.Subject));
        Assert.Empty(_folder.Names);
    }

    /// <summary>A stream of so many bytes that is nowhere as a whole.</summary>
    private sealed class Pattern(long size, bool fails = false, long at = -1, Action? then = null) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => size;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (fails && _position >= size)
            {
                throw new IOException("the source went away");
            }

            if (at >= 0 && _position >= at)
            {
                then!();
            }

            count = (int)Math.Min(count, size - _position);
            buffer.AsSpan(offset, count).Clear();
            for (var i = (511 - (_position % 511)) % 511; i < count; i += 511)
            {
                buffer[offset + i] = (byte)(_position + i);
            }

            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
