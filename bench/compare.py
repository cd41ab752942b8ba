#!/usr/bin/env python3
"""Runs OpsMop, its peers and a C program side by side over the same files; started by run.sh, which builds and installs them.

In each round every program has its turn, so that all of them meet the same noise; a number is the median of the rounds, and a ratio is the
median of the ratios within a round. A first apply writes into a folder that is new: deleting and making the same files again would measure
how ext4 avoids the numbers of files that were just deleted."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

FILLER = "line of a configuration file, as long as it takes to make one hundred bytes of it, and no more\n"
SLOW = 60  # seconds of processor: a program that would take longer is left out
FEW = 4  # seconds of processor: a program that takes longer has one round


class Floor:
    name = "C"

    def __init__(self, work):
        self.work = work

    def command(self, folder, count):
        return [self.work / "floor", folder, count]


class OpsMop:
    def __init__(self, name, program, disk):
        self.name, self.program, self.state = name, program, disk / "state"

    def command(self, folder, count):
        return [*self.program, "apply", "--set", f"folder={folder}", "--set", f"count={count}", "--state", self.state]


class CFEngine:
    """A promise for each file: one over a list of 10,000 numbers takes it twice as long."""

    name = "cf-agent"

    def __init__(self, work):
        self.work = work

    def command(self, folder, count):
        policy = self.work / f"files-{count}.cf"
        promises = "".join(f'''
    "{folder}/f{i:05}"
      create => "true",
      perms => mode_644,
      content => "{i:05}{FILLER}";''' for i in range(count))
        policy.write_text(f'''body common control {{ bundlesequence => {{ "main" }}; }}
bundle agent main
{{
  files:{promises}
}}
body perms mode_644 {{ mode => "0644"; }}
''')
        policy.chmod(0o600)
        return ["cf-agent", "--no-lock", "--file", policy]


class Puppet:
    name = "puppet"

    def __init__(self, work):
        self.work = work

    def command(self, folder, count):
        manifest = self.work / f"files-{count}.pp"
        manifest.write_text(f'''Integer[0, {count - 1}].each |$i| {{
  $number = sprintf('%05d', $i)
  file {{ "{folder}/f${{number}}":
    ensure  => file,
    mode    => '0644',
    content => "${{number}}{FILLER}",
  }}
}}
''')
        return ["puppet", "apply", manifest]


class Ansible:
    name = "ansible"

    def __init__(self, work):
        self.work = work

    def command(self, folder, count):
        playbook = self.work / f"files-{count}.yml"
        content = "{{ '%05d' | format(item) }}" + FILLER.replace("\n", "\\n")
        playbook.write_text(f'''- hosts: localhost
  connection: local
  gather_facts: false
  tasks:
    - copy:
        dest: "{folder}/f{{{{ '%05d' | format(item) }}}}"
        content: "{content}"
        mode: "0644"
      loop: "{{{{ range(0, {count}) | list }}}}"
''')
        return ["ansible-playbook", "-i", "localhost,", playbook]


class Result:
    """What a program took at one size: a row for each round."""

    def __init__(self):
        self.rows = []

    def add(self, row):
        self.rows.append(row)

    def median(self, column):
        return statistics.median(row[column] for row in self.rows)


def measure(work, command, log):
    report = work / "measure.txt"
    with open(log, "w") as output:
        subprocess.run([str(part) for part in [work / "measure", report, *command]], stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=True)
    seconds, user, system, peak, code = report.read_text().split()
    if code != "0":
        sys.exit(f"{command[0]} ended with exit code {code}; see {log}")
    return float(seconds), float(user) + float(system), int(peak) / 1024


def check(folder, count):
    """Whoever is fast because nothing was done is found here."""
    for i in {0, count // 2, count - 1}:
        path = folder / f"f{i:05}"
        if path.read_text() != f"{i:05}{FILLER}" or path.stat().st_mode & 0o7777 != 0o644:
            sys.exit(f"{path} is not as declared")
    if len(os.listdir(folder)) != count:
        sys.exit(f"{folder} has {len(os.listdir(folder))} files, not {count}")


def compare(programs, count, rounds, work, disk):
    """Gives the results of a first apply and of one with nothing to do, by program."""
    first = {program.name: Result() for program in programs}
    again = {program.name: Result() for program in programs}
    for number in range(rounds):
        for program in programs:
            log = work / f"{program.name.replace(' ', '-')}.log"
            if number > 0 and first[program.name].rows[0][1] > FEW:
                continue
            folder = disk / f"{program.name.replace(' ', '-')}-{count}-{number}"
            folder.mkdir()
            command = program.command(folder, count)
            subprocess.run(["sync", "-f", disk], check=True)
            first[program.name].add(measure(work, command, log))
            check(folder, count)
            again[program.name].add(measure(work, command, log))
            print(f"  {count} files, round {number + 1}, {program.name}: {first[program.name].rows[-1][0]:.3f} s, {again[program.name].rows[-1][0]:.3f} s", file=sys.stderr)
    return first, again


def foreseen(taken, count, part):
    """The seconds of processor that a program would take, on a straight line through its last two sizes."""
    if len(taken) < 2:
        return 0
    (few, *_), (many, *_) = taken[-2:]
    before, last = taken[-2][part], taken[-1][part]
    return last + max(0, last - before) / (many - few) * (count - many)


def ratio(result, floor, column):
    return statistics.median(row[column] / floor.rows[i][column] for i, row in enumerate(result.rows) if floor.rows[i][column] > 0)


def table(title, results, floor):
    print(f"\n**{title}**\n")
    print("| program | seconds | of them processor | to C | processor, to C | peak memory | rounds |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, result in results.items():
        if isinstance(result, str):
            print(f"| {name} | {result} | | | | | |")
            continue
        seconds, processor, peak = (result.median(column) for column in range(3))
        processors = f"{ratio(result, floor, 1):.1f}" if floor.median(1) > 0.01 else ""
        print(f"| {name} | {seconds:.3f} | {processor:.3f} | {ratio(result, floor, 0):.1f} | {processors} | {peak:.0f} MiB | {len(result.rows)} |")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="the programs, logs and policies")
    parser.add_argument("--disk", type=Path, required=True, help="where the files are written")
    parser.add_argument("--managed", type=Path, required=True)
    parser.add_argument("--native", type=Path, required=True)
    parser.add_argument("--sizes", default="1,100,1000,10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", default="", help="programs to leave out: puppet,ansible")
    options = parser.parse_args()

    programs = [
        Floor(options.work),
        OpsMop("OpsMop native", [options.native], options.disk),
        OpsMop("OpsMop dotnet", ["dotnet", options.managed], options.disk),
    ]
    for peer, program in ((CFEngine, "cf-agent"), (Puppet, "puppet"), (Ansible, "ansible-playbook")):
        if not shutil.which(program):
            print(f"{program} is not installed and left out")
        elif peer.name not in options.without.split(","):
            programs.append(peer(options.work))

    taken = {program.name: [] for program in programs}
    for count in (int(size) for size in options.sizes.split(",")):
        present = [program for program in programs if foreseen(taken[program.name], count, 1) < SLOW]
        first, again = compare(present, count, options.rounds, options.work, options.disk)
        for program in programs:
            if program in present:
                taken[program.name].append((count, first[program.name].median(1), again[program.name].median(1)))
            else:
                first[program.name], again[program.name] = (f"left out: about {foreseen(taken[program.name], count, part):.0f} s of processor" for part in (1, 2))
        table(f"{count} files, first apply", first, first["C"])
        table(f"{count} files, nothing to do", again, again["C"])


main()
