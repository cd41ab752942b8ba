using System.Diagnostics;
using System.Globalization;
using OpsMop.Benches;
using OpsMop.Push.Inventories;

// What an inventory costs: one form in one process, since most of it is the compiler's time. Without arguments each form has a process of its own.
//   dotnet run -c Release --project bench/OpsMop.Inventory.Bench [-- yaml|ini|code [HOSTS]]
const int Hosts = 10_000;
if (args.Length == 0)
{
    Console.WriteLine($"{Hosts} hosts in {Hosts / 50} groups; milliseconds by the clock, and of processor time: load, every host's settings and layers, the first and the tenth round of six patterns");
    foreach (var form in (ReadOnlySpan<string>)["yaml", "ini", "code"])
    {
        using var process = Process.Start(Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0], form] : [form])!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            return process.ExitCode;
        }
    }

    return 0;
}

var hosts = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Hosts;
var folder = Directory.CreateTempSubdirectory("opsmop-bench-").FullName;
try
{
    Sample.WriteFiles(folder, hosts);
    var used = Environment.CpuUsage.TotalTime;
    var started = Stopwatch.GetTimestamp();
    var policy = new CodePolicy(args[0] == "code" ? hosts : 0);
    var loaded = await InventoryLoader.LoadAsync(policy, new InventoryOptions
    {
        CurrentDirectory = args[0] == "code" ? Path.GetTempPath() : folder,
        Paths = args[0] switch { "yaml" => ["inventory.yaml"], "ini" => ["hosts"], _ => [] },
        UserFile = null,
    });
    var load = Stopwatch.GetElapsedTime(started);
    var loadUsed = Environment.CpuUsage.TotalTime - used;

    used = Environment.CpuUsage.TotalTime;
    started = Stopwatch.GetTimestamp();
    var addresses = 0;
    var layers = 0;
    foreach (var host in loaded.Inventory.Hosts)
    {
        addresses += loaded.SettingsOf(host).Address is not null ? 1 : 0;
        layers += loaded.LayersOf(host).Count;
    }

    var resolve = Stopwatch.GetElapsedTime(started);
    var resolveUsed = Environment.CpuUsage.TotalTime - used;
    string[] patterns = ["all", "region01:&rack01*", "web0?[1-4]*:!rack005", "~web0(1|2)", "web[00100:00199].example.com", "rack100[0:9]"];
    var rounds = new List<(TimeSpan Clock, TimeSpan Used)>();
    var selected = 0;
    for (var i = 0; i < 10; i++)
    {
        used = Environment.CpuUsage.TotalTime;
        started = Stopwatch.GetTimestamp();
        selected = patterns.Sum(pattern => loaded.Select(pattern).Count);
        rounds.Add((Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - used));
    }

    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{args[0],-5} load {load.TotalMilliseconds,5:f0} {loadUsed.TotalMilliseconds,5:f0}  resolve {resolve.TotalMilliseconds,5:f0} {resolveUsed.TotalMilliseconds,5:f0}  patterns {Shown(rounds[0])} {Shown(rounds[^1])}  ({loaded.Inventory.Hosts.Count} hosts, {addresses} addresses, {layers} layers, {selected} selected)"));
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static string Shown((TimeSpan Clock, TimeSpan Used) round) =>
    string.Create(CultureInfo.InvariantCulture, $"{round.Clock.TotalMilliseconds,5:f0} {round.Used.TotalMilliseconds,5:f0}");
