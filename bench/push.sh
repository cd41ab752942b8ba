#!/usr/bin/env bash
# Measures a push to 1, 10 and 50 hosts of the lab beside "ssh HOST true" on all of them, cold and over kept connections, and beside ansible:
#   bench/push.sh [--hosts 1,10,50] [--rounds 5] [--forks 32] [--peers ansible,mitogen] [--peer-rounds 1]
#   bench/push.sh --connections 500
# Prints a table, or what 500 connections to one sshd take; docs/performance.md explains it. It needs what the lab needs (docs/lab.md); the peers are installed here, and python on the hosts, from Debian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
built=$PWD/artifacts/bench
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 OPSMOP_LAB_NUMBER=${OPSMOP_LAB_NUMBER:-9}
if [[ " $* " == *" --peers "* ]] && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ansible-core ansible-mitogen >/dev/null
fi
linker=()
command -v clang >/dev/null || linker=(-p:CppCompilerAndLinker=gcc)
dotnet publish bench/OpsMop.Bench.Push -c Release -v q -o "$built/push" --artifacts-path "$built/build-push" -r linux-x64 -p:PublishAot=true -p:StripSymbols=true "${linker[@]}" >&2
dotnet build bench/OpsMop.Push.Bench -c Release -v q -o "$built/push-bench" --artifacts-path "$built/build-push-bench" >&2
# The agent as a push publishes it.
dotnet run --project bench/OpsMop.Bench.Push -c Release -v q --artifacts-path "$built/build-agent" -- publish --out "$built/agent" >&2
dotnet "$built/push-bench/OpsMop.Push.Bench.dll" "$built/push/OpsMop.Bench.Push" "$built/agent" "$@"
