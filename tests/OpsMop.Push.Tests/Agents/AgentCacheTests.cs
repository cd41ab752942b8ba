namespace OpsMop.Push.Agents.Tests;

public sealed class AgentCacheTests : IDisposable
{
    private readonly AgentBench _bench = new();
    private readonly AgentCache _cache;
    private int _number;

    public AgentCacheTests() => _cache = new AgentCache(_bench.Cache);

    [Fact]
    public async Task Nobody_else_can_read_it_and_where_others_can_write_it_is_refused()
    {
        await _bench.FindAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_bench.Cache));

        File.SetUnixFileMode(_bench.Cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite);
        File.WriteAllText(_bench.At("out", "Shop.dll"), "other code");
        var refused = await _bench.RefusedAsync();
        Assert.Contains($"chmod go-w {_bench.Cache}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_agents_of_a_project_are_kept_and_the_older_ones_go_when_they_are_not_in_use()
    {
        var agents = new List<AgentFile>();
        for (var age = 0; age < AgentCache.KeptOfEach + 2; age++)
        {
            agents.Add(await AddAsync("shop", TimeSpan.FromDays(age)));
        }

        var other = await AddAsync("blog", TimeSpan.FromDays(20));
        var old = await AddAsync("wiki", AgentCache.Kept + TimeSpan.FromDays(1));

        _cache.Prune();

        Assert.All(agents.Take(AgentCache.KeptOfEach), agent => Assert.True(File.Exists(agent.Path)));
        Assert.All(agents.Skip(AgentCache.KeptOfEach), agent => Assert.False(File.Exists(agent.Path)));
        Assert.True(File.Exists(other.Path));
        Assert.False(File.Exists(old.Path));
    }

    [Fact]
    public async Task Agents_that_were_used_today_are_kept_however_many_they_are()
    {
        var agents = new List<AgentFile>();
        for (var number = 0; number < AgentCache.KeptOfEach + 2; number++)
        {
            agents.Add(await AddAsync("shop", TimeSpan.FromHours(number)));
        }

        _cache.Prune();

        Assert.All(agents, agent => Assert.True(File.Exists(agent.Path)));
    }

    [Fact]
    public async Task What_was_given_a_while_ago_goes_and_so_do_the_remains_of_what_was_broken_off()
    {
        var given = await _cache.AddAsync(_bench.At("native.elf"), ProgramHeader.Read(_bench.At("native.elf"))!, AgentBench.Here, "given", "", CancellationToken.None);
        var remains = Directory.CreateDirectory(Path.Combine(_bench.Cache, "files", "new-0123")).FullName;
        _cache.Prune();
        Assert.True(File.Exists(given.Path));
        Assert.True(Directory.Exists(remains));

        File.SetLastWriteTimeUtc(Path.Combine(_bench.Cache, "made", "given"), DateTime.UtcNow - AgentCache.Kept - TimeSpan.FromDays(1));
        File.SetLastWriteTimeUtc(Path.Combine(Path.GetDirectoryName(given.Path)!, "used"), DateTime.UtcNow.AddDays(-2));
        Directory.SetLastWriteTimeUtc(remains, DateTime.UtcNow.AddDays(-2));
        _cache.Prune();
        Assert.False(File.Exists(given.Path));
        Assert.False(Directory.Exists(remains));
    }

    [Fact]
    public void A_failure_is_believed_for_a_day()
    {
        _cache.Refuse("it", "because");
        Assert.Equal("because", _cache.Refusal("it"));
        Assert.Null(_cache.Refusal("another"));

        File.SetLastWriteTimeUtc(Path.Combine(_bench.Cache, "refused", "it"), DateTime.UtcNow - AgentCache.Refused);
        Assert.Null(_cache.Refusal("it"));
    }

    [Fact]
    public async Task Many_that_add_the_same_program_at_the_same_time_have_one()
    {
        var header = ProgramHeader.Read(_bench.At("native.elf"))!;

        var agents = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            _cache.AddAsync(_bench.At("native.elf"), header, AgentBench.Here, $"key{number}", "shop", CancellationToken.None))));

        Assert.Single(agents.Select(static agent => agent.Path).Distinct());
        Assert.All(Enumerable.Range(0, 16), number => Assert.NotNull(_cache.Find($"key{number}", AgentBench.Here)));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_bench.Cache, "files")));
    }

    private async Task<AgentFile> AddAsync(string project, TimeSpan age)
    {
        var key = $"key{_number++}";
        var program = _bench.Write(key, ElfFile.Make(size: 4096 + _number));
        var agent = await _cache.AddAsync(program, ProgramHeader.Read(program)!, AgentBench.Here, key, project, CancellationToken.None);
        File.SetLastWriteTimeUtc(Path.Combine(_bench.Cache, "made", key), DateTime.UtcNow - age);
        File.SetLastWriteTimeUtc(Path.Combine(Path.GetDirectoryName(agent.Path)!, "used"), DateTime.UtcNow - age);
        return agent;
    }

    public void Dispose() => _bench.Dispose();
}
