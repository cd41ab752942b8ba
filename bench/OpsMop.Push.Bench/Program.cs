// Measures a push of ten files to each of many hosts, beside ssh itself and ansible, in one run. bench/push.sh builds what it needs.
//   bench/push.sh [--hosts 1,10,50] [--rounds 5] [--forks 32] [--peers ansible,mitogen] [--peer-rounds 1]
//   bench/push.sh --connections 500
// Floor: "ssh HOST true" on all hosts, as many at a time as there are forks; cold, and over connections that are kept open.
using System.Diagnostics;
using System.Globalization;
using OpsMop.Lab;

string program = args[0];
string agent = args[1];
int connections = int.Parse(Option("--connections", "0"), CultureInfo.InvariantCulture);
int[] sizes = [.. Option("--hosts", connections > 0 ? "1" : "1,10,50").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
int rounds = int.Parse(Option("--rounds", "5"), CultureInfo.InvariantCulture);
int peerRounds = int.Parse(Option("--peer-rounds", "1"), CultureInfo.InvariantCulture);
string forks = Option("--forks", "32");
string[] peers = Option("--peers", "").Split(',', StringSplitOptions.RemoveEmptyEntries);

await using Lab lab = await Lab.StartAsync(sizes.Max());
string work = Directory.CreateTempSubdirectory("opsmop-push-bench-").FullName;
string bin = Path.Combine(work, "bin");
Directory.CreateDirectory(bin);
string kept = Path.Combine(work, "kept_config");
File.WriteAllText(kept, $"Host lab*\n    ControlMaster auto\n    ControlPath {work}/%n\n    ControlPersist 300\n\nInclude {lab.SshConfig}\n");
File.WriteAllText(Path.Combine(bin, "ssh"), $"#!/bin/sh\nexec /usr/bin/ssh -F ${{BENCH_SSH_CONFIG:-{lab.SshConfig}}} \"$@\"\n");
File.SetUnixFileMode(Path.Combine(bin, "ssh"), (UnixFileMode)0b111_101_101);
File.WriteAllText(Path.Combine(work, "play.yml"), """
    - hosts: all
      gather_facts: false
      tasks:
        - file: {path: /srv/bench, state: directory, mode: '0755'}
        - copy: {dest: "/srv/bench/{{ item }}", content: "file {{ item }} of {{ inventory_hostname }}\n", mode: '0644'}
          loop: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

    """);

if (connections > 0)
{
    await HoldAsync(connections);
    Directory.Delete(work, recursive: true);
    return 0;
}

if (peers.Length > 0)
{
    // One python for all hosts, unpacked and compiled once where they see it: to install it on fifty hosts takes ten minutes.
    await lab.Repository.ProvideAsync("python3");
    string tree = Path.Combine(lab.Shared, "python");
    await ShellAsync($"for deb in {lab.Repository.Folder}/*.deb; do case $deb in *python3*) dpkg -x \"$deb\" {tree};; esac; done; {tree}/usr/bin/python3.11 -m compileall -q {tree}/usr/lib/python3.11", null);
}

Console.WriteLine($"{Environment.ProcessorCount} processors for the controller and all hosts, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, {forks} forks, {DateTime.UtcNow:yyyy-MM-dd}; seconds, median of {rounds} rounds ({peerRounds} of the peers), in brackets the ratio to the floor of the same round");
Console.WriteLine();
Console.WriteLine("| hosts | what | ssh true | OpsMop | processor beyond ssh, per host |" + string.Concat(peers.Select(peer => $" {peer} |")));
Console.WriteLine("|---:|---|---:|---:|---:|" + string.Concat(peers.Select(_ => "---:|")));
foreach (int size in sizes)
{
    string[] names = [.. lab.Hosts.Take(size).Select(host => host.Name)];
    File.WriteAllText(Path.Combine(work, "inventory.yaml"), $"hosts: [{string.Join(", ", names)}]\n");
    File.WriteAllText(Path.Combine(work, "hosts.ini"), string.Join('\n', names) + "\n\n[all:vars]\nansible_python_interpreter=/srv/lab/python/usr/bin/python3.11\n");
    string floor = $"printf '%s\\n' {string.Join(' ', names)} | xargs -P {forks} -I@ ssh @ true";
    string push = $"{program} push --yes -i {work}/inventory.yaml --forks {forks} --timeout 60s --agent {agent}";
    string Play(string peer) => $"ansible-playbook -f {forks} -i {work}/hosts.ini {work}/play.yml";
    async Task ForgetAsync(string what) => await ShellAsync($"printf '%s\\n' {string.Join(' ', names)} | xargs -P 16 -I@ ssh @ 'rm -rf {what}'", null);

    // The agent is there for the first host of its kind, as it is in any fleet but a new one.
    await ForgetAsync("/srv/bench /var/lib/opsmop /var/cache/opsmop");
    await MeasureAsync(size, "first run, the agent is sent", floor, push, null, () => ForgetAsync("/srv/bench /var/lib/opsmop /var/cache/opsmop"), peers.Select(peer => (peer, Play(peer))), () => ForgetAsync("/srv/bench"));
    await ShellAsync(push, null);
    await MeasureAsync(size, "nothing to do, cold", floor, push, null, null, [], null);
    await ShellAsync(floor, kept);
    await MeasureAsync(size, "nothing to do, connections kept", floor, push, kept, null, peers.Select(peer => (peer, Play(peer))), null);
    foreach (string name in names)
    {
        await ShellAsync($"ssh -O exit {name} 2>/dev/null || true", kept);
    }
}

Directory.Delete(work, recursive: true);
return 0;

async Task MeasureAsync(int size, string what, string floor, string push, string? config, Func<Task>? before, IEnumerable<(string Peer, string Command)> others, Func<Task>? beforeOther)
{
    var floors = new List<double>();
    var times = new List<double>();
    var ratios = new List<double>();
    var beyond = new List<double>();
    for (int round = 0; round < rounds; round++)
    {
        (double least, _, _) = await ShellAsync(floor, config);
        if (before is not null)
        {
            await before();
        }

        (double took, double own, _) = await ShellAsync(push, config);
        floors.Add(least);
        times.Add(took);
        ratios.Add(took / least);
        beyond.Add(own);
    }

    var cells = new List<string>();
    foreach ((string peer, string command) in others)
    {
        var peerTimes = new List<double>();
        for (int round = 0; round < peerRounds; round++)
        {
            if (beforeOther is not null)
            {
                await beforeOther();
            }

            peerTimes.Add((await ShellAsync(command, kept, peer == "mitogen")).Seconds);
        }

        cells.Add(string.Create(CultureInfo.InvariantCulture, $" {Median(peerTimes):0.0} ({Median(peerTimes) / Median(times):0.0} × OpsMop) |"));
    }

    cells.AddRange(peers.Skip(cells.Count).Select(_ => "  |"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {what} | {Median(floors):0.00} | {Median(times):0.00} ({Median(ratios):0.00} ×) | {Median(beyond) / size * 1000:0.0} ms |{string.Concat(cells)}"));
}

// One sshd under many names: all connections are open at the same time, and what the controller needs for them at most is printed.
async Task HoldAsync(int count)
{
    LabHost host = lab.Hosts[0];
    string many = Path.Combine(work, "many_config");
    string[] settings = [.. File.ReadLines(lab.SshConfig).SkipWhile(line => !line.StartsWith("Match ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith(' '))];
    File.WriteAllText(many, $"Host many*\n    HostName {host.Address}\n    HostKeyAlias {host.Name}\n{string.Join('\n', settings)}\n");
    File.WriteAllText(Path.Combine(work, "many.yaml"), $"hosts: [\"many[1:{count}]\"]\n");
    // As long as the slowest has its handshake: half a second each would be long.
    double hold = count * 0.5;
    string command = string.Create(CultureInfo.InvariantCulture, $"{program} exec '*' --yes -i {work}/many.yaml --forks {count} --timeout {hold:0}s -- 'sleep {hold:0}'");
    Task<(double Seconds, double Own, long Memory)> running = ShellAsync(command, many);
    int open = 0;
    while (!running.IsCompleted)
    {
        await Task.WhenAny(running, Task.Delay(1000));
        open = Math.Max(open, Process.GetProcessesByName("ssh").Length);
    }

    (double seconds, double own, long memory) = await running;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} connections to one sshd, {open} ssh at a time: the controller takes {memory / 1000.0:0} MB and {own / count * 1000:0.0} ms of processor for each, {seconds:0} s"));
}

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return sorted[sorted.Length / 2];
}

// The time by the clock, and of the program itself, without what it has started, its processor time and the most memory that it had, in KB.
async Task<(double Seconds, double Own, long Memory)> ShellAsync(string command, string? config, bool mitogen = false)
{
    var start = new ProcessStartInfo("/bin/sh", ["-c", command.StartsWith(program, StringComparison.Ordinal) ? $"exec {command} 2>&1" : $"exec 2>&1; {command}"]) { RedirectStandardOutput = true };
    start.Environment["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH");
    start.Environment["BENCH_SSH_CONFIG"] = config ?? lab.SshConfig;
    start.Environment["ANSIBLE_PIPELINING"] = "1";
    start.Environment["ANSIBLE_SSH_ARGS"] = "";
    start.Environment["ANSIBLE_HOST_KEY_CHECKING"] = "1";
    if (mitogen)
    {
        start.Environment["ANSIBLE_STRATEGY_PLUGINS"] = "/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy";
        start.Environment["ANSIBLE_STRATEGY"] = "mitogen_linear";
    }

    long began = Stopwatch.GetTimestamp();
    using Process process = Process.Start(start)!;
    double own = 0;
    long memory = 0;
    Task<string> output = process.StandardOutput.ReadToEndAsync();
    Task exit = process.WaitForExitAsync();
    while (!exit.IsCompleted)
    {
        own = Math.Max(own, OwnTime(process.Id));
        memory = Math.Max(memory, MostMemory(process.Id));
        await Task.WhenAny(exit, Task.Delay(20));
    }

    double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
    return process.ExitCode == 0 ? (seconds, own, memory) : throw new InvalidOperationException($"{command}\nended with exit code {process.ExitCode}:\n{await output}");
}

// Of the process that the shell has become: utime and stime, not those of its children.
static double OwnTime(int process)
{
    try
    {
        string[] fields = File.ReadAllText($"/proc/{process}/stat").Split(") ", 2)[1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }
    catch (IOException)
    {
        // It has ended.
    }

    return 0;
}

static long MostMemory(int process)
{
    try
    {
        return long.Parse(File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))?[6..^2] ?? "0", CultureInfo.InvariantCulture);
    }
    catch (IOException)
    {
        // It has ended.
    }

    return 0;
}

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
