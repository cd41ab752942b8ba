#!/usr/bin/env python3
"""Draws docs/images/gate.svg: what `dotnet build` prints in a terminal of a policy with three faults, docs/images/gate.cs.

    scripts/pack.sh && scripts/picture.py

The build is a real one, of a project outside of the repository that references the packages in artifacts/packages.
"""
import html
import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLUMNS = 118
COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#79c0ff", "90": "#8b949e"}

PROJECT = """\
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Library</OutputType>
    <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
    <RestorePackagesPath>{packages}</RestorePackagesPath>
    <RestoreFallbackFolders>{fallback}</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="OpsMop" Version="*" />
  </ItemGroup>
</Project>
"""


def terminal(command, folder):
    """What a command writes to a terminal."""
    control, screen = pty.openpty()
    environment = dict(os.environ, TERM="xterm-256color", COLUMNS=str(COLUMNS), DOTNET_NOLOGO="1", DOTNET_CLI_TELEMETRY_OPTOUT="1", MSBUILDTERMINALLOGGER="on")
    process = subprocess.Popen(command, cwd=folder, stdin=screen, stdout=screen, stderr=screen, env=environment)
    os.close(screen)
    output = b""
    while True:
        try:
            piece = os.read(control, 65536)
        except OSError:
            break
        if not piece:
            break
        output += piece
    process.wait()
    return output.decode()


def lines(output, folder):
    """The lines that stay, as lists of (colour, text): the logger's moving lines and the links in it are taken out."""
    text = re.sub(r"\x1b\]8;;.*?(\x1b\\|\x07)|\x1b\]9;.*?(\x1b\\|\x07)|\x1b\[\?25[lh]|\x1b\[\d*[A-HJK]", "", output).replace("\r", "")
    text = text.replace(f"{folder}/", "").replace(str(folder), ".")
    kept = []
    for line in text.split("\n"):
        if "error OPM" in re.sub(r"\x1b\[[\d;]*m", "", line) or "failed with" in line:
            pieces, color = [], None
            for part in re.split(r"(\x1b\[[\d;]*m)", line):
                if match := re.fullmatch(r"\x1b\[([\d;]*)m", part):
                    codes = [code[-1:] for code in match[1].split(";") if re.fullmatch(r"[39]\d", code)]
                    color = COLORS.get("3" + codes[-1]) if codes else None
                elif part:
                    pieces.append((color, part))
            plain = "".join(part for _, part in pieces).strip()
            if plain not in ["".join(part for _, part in one).strip() for one in kept] and not plain.startswith("Build failed"):
                kept.append(pieces)
    return kept


def wrap(pieces):
    """Breaks a line as a terminal does."""
    rows, row, width = [], [], 0
    for color, text in pieces:
        while text:
            part, text = text[: COLUMNS - width], text[COLUMNS - width:]
            row.append((color, part))
            width += len(part)
            if width == COLUMNS:
                rows.append(row)
                row, width = [], 0
    return rows + ([row] if row else [])


def draw(rows):
    height = 22 + 19 * len(rows) + 14
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{COLUMNS * 8 + 40}" height="{height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13">',
        "  <title>dotnet build of a policy with three faults</title>",
        f'  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    ]
    for number, row in enumerate(rows):
        spans = "".join(f'<tspan fill="{color or "#e6edf3"}">{html.escape(text)}</tspan>' for color, text in row)
        svg.append(f'  <text x="20" y="{30 + 19 * number}" xml:space="preserve">{spans}</text>')
    return "\n".join(svg + ["</svg>", ""])


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder, "shop")
        work.mkdir()
        shutil.copy(ROOT / "docs/images/gate.cs", work / "Shop.cs")
        (work / "files").mkdir()
        (work / "files/shop.conf").write_text("workers 4\n")
        (work / "Shop.csproj").write_text(PROJECT.format(
            feed=ROOT / "artifacts/packages",
            packages=pathlib.Path(folder, "packages"),
            fallback=os.environ.get("NUGET_PACKAGES") or pathlib.Path.home() / ".nuget/packages"))
        subprocess.run(["dotnet", "restore", "-v", "q"], cwd=work, check=True)
        found = lines(terminal(["dotnet", "build", "--no-restore"], work), work)
    rows = [[("#7ee787", "$ "), (None, "dotnet build")]]
    for line in found:
        rows += wrap(line)
    (ROOT / "docs/images/gate.svg").write_text(draw(rows))


if __name__ == "__main__":
    main()
