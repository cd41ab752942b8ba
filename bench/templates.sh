#!/usr/bin/env bash
# Compares how fast templates are rendered: compiled, by the interpreter, by Jinja2 with a warm cache, and by a StringBuilder written by hand.
#   bench/templates.sh [mode …]     modes beside Jinja2: compiled interpreted stringbuilder
# One is a 200-line template for nginx with 100 upstreams, the other a small unit of systemd, rendered 10,000 times. Medians; all must give the same text.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
built=$PWD/artifacts/bench/templates
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$built"
dotnet build bench/OpsMop.Templates.Bench -c Release -v q -o "$built/bin" --artifacts-path "$built/build" >&2
/usr/bin/python3 bench/templates.py values >"$built/values.json"
modes=("$@")
[ "${#modes[@]}" -gt 0 ] || modes=(compiled interpreted stringbuilder)
{
    /usr/bin/python3 bench/templates.py run "$built/values.json"
    for mode in "${modes[@]}"; do
        dotnet "$built/bin/OpsMop.Templates.Bench.dll" "$mode" bench/templates "$built/values.json"
    done
} | /usr/bin/python3 bench/templates.py table
