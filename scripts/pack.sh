#!/usr/bin/env bash
# Packs OpsMop.Abstractions, OpsMop, OpsMop.Testing and the templates of dotnet new into a folder that serves as a feed.
#   scripts/pack.sh [FOLDER]      FOLDER: artifacts/packages
# The build has output folders of its own, so that it never disturbs one that goes on in the working tree.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
feed=$(realpath -m "${1:-$root/artifacts/packages}")

pack() {
    dotnet pack "$root/src/$1/$1.csproj" -c Release -v q -nologo --artifacts-path "$root/artifacts/pack" -o "$feed" \
        -p:OpsMopPacking=true "${@:2}"
}

mkdir -p "$feed"
rm -f "$feed"/OpsMop.*.nupkg
pack OpsMop.Testing # builds the others too: it references them all
pack OpsMop --no-build -p:BuildProjectReferences=false
pack OpsMop.Abstractions --no-build -p:BuildProjectReferences=false
pack OpsMop.ProjectTemplates

# What examples/*.cs restored from an earlier packing with the same version.
rm -rf "$root"/artifacts/nuget/opsmop*
ls "$feed"/OpsMop*.nupkg
