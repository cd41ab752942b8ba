// Measures the standard library beside ansible and puppet on one host of the lab, in one run.
//   bench/library.sh [--without puppet,ansible] [--rounds 5] [--peer-rounds 3] [--cases packages,lines]
// Each of them runs on the host itself, so that no connection is measured: ansible with a local connection and pipelining, puppet as puppet apply.
using System.Globalization;
using OpsMop.Bench;
using OpsMop.Lab;

string programs = args[0];
HashSet<string> without = [.. Option("--without", "").Split(',')];
int rounds = int.Parse(Option("--rounds", "5"), CultureInfo.InvariantCulture);
int peerRounds = int.Parse(Option("--peer-rounds", "3"), CultureInfo.InvariantCulture);
HashSet<string> chosen = [.. Option("--cases", "").Split(',', StringSplitOptions.RemoveEmptyEntries)];

await using Lab lab = await Lab.StartAsync(1);
LabHost host = lab.Hosts[0];
await AskAsync("mkdir -p /opt/bench");
foreach (string name in new[] { "Library", "Base" })
{
    await host.CopyAsync(Path.Combine(programs, name), "/opt/bench/" + name);
}

foreach (string name in Cases.Small)
{
    await lab.Repository.AddAsync(name, "1.0", new Dictionary<string, (string, string)> { [$"/usr/share/{name}/x"] = ("x\n", "644") });
}

string[] tools = [.. new[] { ("ansible", "ansible-core"), ("ansible", "python3-apt"), ("puppet", "puppet"), ("puppet", "puppet-module-puppetlabs-stdlib") }.Where(one => !without.Contains(one.Item1)).Select(one => one.Item2)];
if (tools.Length > 0)
{
    await lab.Repository.ProvideAsync(tools);
}

await lab.Repository.ProvideAsync("unattended-upgrades", "sudo");
await AskAsync($"apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install {string.Join(' ', tools)} >/dev/null");
string installed = await AskAsync("dpkg-query -W -f '${Package}\\n' | head -50");
await AskAsync(Cases.Preparation);
IReadOnlyList<Case> cases = [.. Cases.All(installed.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Where(one => chosen.Count == 0 || chosen.Contains(one.Name))];
Peer[] peers =
[
    new("OpsMop", rounds, one => one.OpsMop),
    new("puppet", peerRounds, one => $"puppet apply --modulepath /usr/share/puppet/modules /opt/bench/{one.Name}.pp"),
    new("ansible", peerRounds, one => $"ANSIBLE_PIPELINING=1 ANSIBLE_PYTHON_INTERPRETER=/usr/bin/python3 ansible-playbook -i localhost, /opt/bench/{one.Name}.yml"),
];
peers = [.. peers.Where(peer => !without.Contains(peer.Name))];

Console.WriteLine($"one lab host, {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}; seconds, median of {rounds} rounds ({peerRounds} of the peers)");
Console.WriteLine();
Console.WriteLine($"| case | apt-get | {string.Join(" | ", peers.Select(peer => peer.Name))} |");
Console.WriteLine($"|---|---:|{string.Concat(peers.Select(_ => "---:|"))}");
foreach (Case one in cases)
{
    await WriteAsync($"/opt/bench/{one.Name}.yml", $"- hosts: localhost\n  connection: local\n  gather_facts: false\n  tasks:\n{Indent(one.Ansible)}\n");
    await WriteAsync($"/opt/bench/{one.Name}.pp", one.Puppet + "\n");
    double? floor = one.Floor is null ? null : await MedianAsync(one, one.Floor, rounds);
    var times = new List<double>();
    foreach (Peer peer in peers)
    {
        if (one.Undo is null)
        {
            // Whoever comes first makes what is missing; it is measured when nothing is left to do.
            await AskAsync(peer.Command(one));
        }

        times.Add(await MedianAsync(one, peer.Command(one), peer.Rounds));
    }

    string Cell(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0.000}{(floor is { } least ? $" ({time / least:0.00} ×)" : time > times[0] ? $" ({time / times[0]:0} ×)" : "")}");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Title} | {floor:0.000} | {string.Join(" | ", times.Select(Cell))} |"));
}

return 0;

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

static string Indent(string tasks) => string.Join('\n', tasks.Split('\n').Select(line => "    " + line));

async Task<string> AskAsync(string command) => (await host.RunAsync(command, time: TimeSpan.FromMinutes(10))).OrThrow().Output;

async Task WriteAsync(string path, string text) => (await host.RunAsync($"cat >{path}", input: text)).OrThrow();

// The clock is on the host, beside the program.
async Task<double> MedianAsync(Case one, string command, int times)
{
    var measured = new List<double>();
    for (int i = 0; i < times; i++)
    {
        if (one.Undo is { } undo)
        {
            await AskAsync(undo + " >/dev/null 2>&1 || true");
        }

        string output = await AskAsync($"bash -c 'start=$EPOCHREALTIME; {{ {command.Replace("'", "'\\''", StringComparison.Ordinal)}; }} >/opt/bench/log 2>&1 || {{ cat /opt/bench/log >&2; exit 1; }}; end=$EPOCHREALTIME; echo $(( ${{end/./}} - ${{start/./}} ))'");
        measured.Add(long.Parse(output, CultureInfo.InvariantCulture) / 1e6);
    }

    measured.Sort();
    return measured[measured.Count / 2];
}
