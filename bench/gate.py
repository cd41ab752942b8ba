#!/usr/bin/env python3
"""What the gate costs a build: a solution of 500 roles is built with the analyzers and without them, in turns.

    bench/gate.py [--roles 500] [--rounds 7] [--cold]

Each round builds the solution anew with both; the figures are medians of whole `dotnet build` commands, and the ratio is the median of the rounds' ratios.
By default the compiler's server is warm, as it is while somebody works; --cold stops it before each build, as on a CI machine.
The generator and the SDK's own analyzers run in both. docs/performance.md has the goal.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

ROLE = """\
namespace Fleet.Part{part};

/// <summary>Application {n} and what it stands on.</summary>
public sealed partial class App{n} : Role
{{
    private const string Unit = "app{n}.service";

    private static readonly AbsolutePath Etc = "/etc/app{n}";

    /// <summary>Where it listens.</summary>
    [Range(1, 65535)]
    public int Listen {{ get; set; }} = {port};

    /// <summary>Its users.</summary>
    public IReadOnlyList<string> Users {{ get; set; }} = ["app{n}"];

    /// <summary>Whether it shows its metrics.</summary>
    public bool Metrics {{ get; set; }}

    /// <summary>Its data.</summary>
    public AbsolutePath Data {{ get; set; }} = "/srv/app{n}";

    /// <summary>Lets it read its configuration anew.</summary>
    public Handler Reload {{ get; private set; }} = null!;

    public override void Define(Host host)
    {{
        Reload = host.Handler("reload app{n}", () => host.Service(Unit).Reloaded());
        host.Package("app{n}").Version("{n}.1-1");
        host.Group("app{n}").System();
        foreach (var user in Users)
        {{
            host.User(user).Group("app{n}").Home(Data).Shell("/usr/sbin/nologin").System();
        }}

        using (host.With(owner: "root", group: "app{n}", mode: "0640", directoryMode: "0750"))
        {{
            host.Directory(Etc);
            host.Directory(Data).Owner("app{n}").Mode("0700");
            host.File(Etc / "app.conf").Content($"listen {{Listen}}\\ndata {{Data}}\\nusers {{string.Join(' ', Users)}}\\n").Notifies(Reload);
            var log = host.File(Etc / "log.conf");
            if (Metrics)
            {{
                log.Content("metrics on\\nlevel debug\\n");
            }}
            else
            {{
                log.Content("metrics off\\n");
            }}

            log.Notifies(Reload);
        }}

        host.File($"/etc/systemd/system/{{Unit}}").Content($"[Service]\\nExecStart=/usr/bin/app{n} --port {{Listen}}\\nUser=app{n}\\n").Mode("0644");
        host.Shell($"app{n}-init --data {{Data}} 2>&1 | logger -t app{n}").Creates(Data / "initialised");
        host.When(Metrics, () =>
        {{
            host.Package("exporter-app{n}");
            host.File("/etc/exporter/app{n}.yaml").Content($"port: {{Listen + 1000}}\\n").Mode("0644");
            host.Service("exporter-app{n}").Running().Enabled();
        }});
        host.Link("/usr/local/bin/app{n}").Target("/usr/bin/app{n}");
        host.Service(Unit).Running().Enabled();
        host.Echo($"app{n} listens on {{Listen}}").Tags("summary");
    }}
}}
"""

PROJECT = """\
<Project Sdk="Microsoft.NET.Sdk">
  <Import Project="{root}/src/OpsMop/build/OpsMop.props" />
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>{kind}</OutputType>
    <OpsMopCheckModel>false</OpsMopCheckModel>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    {references}
    <Reference Include="{root}/src/OpsMop.Cli/bin/Release/net10.0/OpsMop.*.dll;{root}/src/OpsMop.Resources/bin/Release/net10.0/OpsMop.Resources.dll" />
    <Analyzer Include="{root}/generators/OpsMop.Generators/bin/Release/netstandard2.0/OpsMop.Generators.dll" />
    <Analyzer Include="{root}/analyzers/OpsMop.Analyzers/bin/Release/netstandard2.0/OpsMop.Analyzers.dll" Condition="'$(WithGate)' == 'true'" />
  </ItemGroup>
  <Import Project="{root}/src/OpsMop/build/OpsMop.targets" />
</Project>
"""


def run(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more).stdout


def write_solution(work, roles, parts):
    for part in range(parts):
        folder = work / f"Part{part}"
        folder.mkdir(parents=True)
        (folder / f"Part{part}.csproj").write_text(PROJECT.format(root=ROOT, kind="Library", references=""))
        for n in range(part, roles, parts):
            (folder / f"App{n}.cs").write_text(ROLE.format(part=part, n=n, port=1024 + n))
    main = work / "Fleet"
    main.mkdir()
    references = "\n    ".join(f'<ProjectReference Include="../Part{part}/Part{part}.csproj" />' for part in range(parts))
    (main / "Fleet.csproj").write_text(PROJECT.format(root=ROOT, kind="Exe", references=references))
    added = "\n".join(f"        roles.Add<Fleet.Part{n % parts}.App{n}>();" for n in range(roles))
    (main / "Fleet.cs").write_text(
        "return await Cli.RunAsync<Whole>(args);\n\n/// <summary>All applications.</summary>\npublic sealed partial class Whole : Policy\n{\n"
        "    public override void Compose(Roles roles)\n    {\n" + added + "\n    }\n}\n")


def build(work, gate, cold):
    if cold:
        run("dotnet", "build-server", "shutdown", "--vbcscompiler")
    start = time.monotonic()
    try:
        output = run("dotnet", "build", "Fleet/Fleet.csproj", "-t:Rebuild", "--no-restore", "-v", "q", "-nologo", f"-p:WithGate={gate}", cwd=work)
    except subprocess.CalledProcessError as failure:
        raise SystemExit(failure.output[:4000])
    if "warning" in output and gate == "true":
        raise SystemExit("The policies are meant to be right:\n" + output[:4000])
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--roles", type=int, default=500)
    parser.add_argument("--parts", type=int, default=5, help="how many projects the roles are in")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cold", action="store_true")
    options = parser.parse_args()
    os.environ.update(DOTNET_NOLOGO="1", DOTNET_CLI_TELEMETRY_OPTOUT="1", UseSharedCompilation="true")

    for project in ("src/OpsMop.Cli", "src/OpsMop.Resources", "analyzers/OpsMop.Analyzers"):
        run("dotnet", "build", str(ROOT / project), "-c", "Release", "-v", "q")
    work = ROOT / "artifacts/bench/gate"
    shutil.rmtree(work, ignore_errors=True)
    write_solution(work, options.roles, options.parts)
    run("dotnet", "restore", "Fleet/Fleet.csproj", "-v", "q", cwd=work)

    print(f"{options.roles} roles in {options.parts} projects, {'cold' if options.cold else 'warm'} compiler, {options.rounds} rounds, load {os.getloadavg()[0]:.1f}", flush=True)
    for gate in ("true", "false"):
        build(work, gate, cold=False)
    rounds = []
    for number in range(options.rounds):
        order = ("true", "false") if number % 2 == 0 else ("false", "true")
        times = {gate: build(work, gate, options.cold) for gate in order}
        rounds.append((times["true"], times["false"]))
        print(f"  with {times['true']:6.2f} s   without {times['false']:6.2f} s   {times['true'] / times['false'] - 1:+.1%}", flush=True)
    ratio = statistics.median(with_gate / without for with_gate, without in rounds)
    print(f"median: with {statistics.median(r[0] for r in rounds):.2f} s, without {statistics.median(r[1] for r in rounds):.2f} s: {ratio - 1:+.1%} (goal: at most +15%)")


if __name__ == "__main__":
    main()
