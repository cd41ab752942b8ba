#!/usr/bin/env bash
# Compares OpsMop (for dotnet and native) with cf-agent, puppet, ansible and a C program that makes the same system calls, on this machine.
#   bench/run.sh [--without puppet,ansible] [--sizes 1,100,1000,10000] [--rounds 5]
# Prints a table for each size; docs/performance.md explains it. As root it installs the peers that are missing (Debian) and writes to a
# file system of its own, in a file on the disk: otherwise what others write and delete meanwhile would be flushed along and measured with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=${BENCH_WORK:-/var/tmp/opsmop-bench}
built=$PWD/artifacts/bench
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$work"

if [ "$(id -u)" = 0 ]; then
    missing=()
    for package in cfengine3 puppet ansible-core; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    if [ "${#missing[@]}" -gt 0 ]; then
        # A new machine knows no package before its first update.
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
fi

for program in floor measure; do
    gcc -O2 -Wall -Wextra -Werror -o "$work/$program" "bench/floor/$program.c"
done
dotnet build bench/OpsMop.Bench.Files -c Release -v q -o "$built/managed" --artifacts-path "$built/build-managed" >&2
# The native compiler links with clang unless told otherwise, and gcc is there for the C program anyway.
dotnet publish bench/OpsMop.Bench.Files -c Release -v q -o "$built/native" --artifacts-path "$built/build-native" \
    -r linux-x64 -p:OpsMopTargetFramework=net9.0 -p:PublishAot=true -p:CppCompilerAndLinker=gcc >&2

disk=$work/disk
mkdir -p "$disk"
if [ "$(id -u)" = 0 ]; then
    image=$work/disk.img
    finish() { umount -q "$disk" || true; rm -f "$image"; }
    finish
    trap finish EXIT
    truncate -s 8G "$image"
    # All tables at once: the kernel would make them in the background, into the measurement.
    mkfs.ext4 -q -F -N 700000 -E lazy_itable_init=0,lazy_journal_init=0 "$image"
    mount -o loop "$image" "$disk"
else
    disk=$(mktemp -d -p "$disk")
    trap 'rm -rf "$disk"' EXIT
fi

echo "$(uname -sr), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), .NET $(dotnet --version), $(date -I)"
python3 bench/compare.py --work "$work" --disk "$disk" --managed "$built/managed/OpsMop.Bench.Files.dll" --native "$built/native/OpsMop.Bench.Files" "$@"
