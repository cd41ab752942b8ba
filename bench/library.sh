#!/usr/bin/env bash
# Measures the standard library beside ansible and puppet on one host of the lab, in one run:
#   bench/library.sh [--without puppet,ansible] [--rounds 5] [--peer-rounds 3] [--cases packages,install,lines,users,services,base]
# Prints a table; docs/performance.md explains it. It needs what the lab needs (docs/lab.md); the peers are installed on the host, from Debian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
built=$PWD/artifacts/bench
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
for name in Library Base; do
    dotnet publish "bench/OpsMop.Bench.$name" -c Release -v q -o "$built/standard/$name" --artifacts-path "$built/build-standard" \
        -r linux-x64 -p:OpsMopTargetFramework=net9.0 -p:PublishAot=true -p:CppCompilerAndLinker=gcc >&2
done
dotnet run --project bench/OpsMop.Library.Bench -c Release -v q -- "$built/standard" "$@"
