namespace OpsMop;

/// <summary>Writes files of units that <c>systemd-analyze verify</c> has accepted.</summary>
internal static class UnitVerification
{
    // It goes by the name of a file, so that the staged one is copied to a folder of its own under its final name; a drop-in is looked at together with the unit
    // that it changes. It also complains of what only is out of date, of other units, and of programs that are not there yet: what counts is what makes systemd
    // leave out a setting, or the whole unit.
    private const string Script = """
        command -v systemd-analyze >/dev/null || exit 0
        folder=$(mktemp -d) || exit 0
        trap 'rm -rf "$folder"' EXIT
        if [ -n "$3" ]; then
            for main in /etc /run /usr/local/lib /usr/lib /lib; do
                for name in "$2" "${2%%@*}@.${2##*.}"; do
                    [ -f "$main/systemd/system/$name" ] && cp "$main/systemd/system/$name" "$folder/$2" && break 2
                done
            done
            [ -f "$folder/$2" ] || exit 0
            mkdir "$folder/$2.d" && cp "$1" "$folder/$2.d/$3" || exit 0
            at=$folder/$2.d/
        else
            cp "$1" "$folder/$2" || exit 0
            at=$folder/
        fi
        said=$(systemd-analyze verify --man=no "$folder/$2" 2>&1 | grep -F -e "$at" -e "$2: " -e "Unit $2 " \
            | grep -i -e ignoring -e refusing -e 'bad unit file setting' | sed "s|$folder/||")
        [ -z "$said" ] || { printf '%s\n' "$said"; exit 1; }
        """;

    /// <summary>The action that writes a file of a unit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it gets.</param>
    /// <param name="metadata">Its mode and owners.</param>
    /// <param name="unit">The unit, with its suffix.</param>
    /// <param name="dropIn">The name of the drop-in's file; empty where it is the unit's own.</param>
    public static Func<ISystem, CancellationToken, ValueTask> Writing(AbsolutePath path, FileContent content, FileMetadata metadata, string unit, string dropIn) =>
        async (system, cancel) =>
        {
            await using var staged = await system.StageAsync(path, content, metadata, cancel).ConfigureAwait(false);
            var request = new ProcessRequest(["/bin/sh", "-c", Script, "verify", staged.StagedAt.Value, unit, dropIn]);
            var result = await system.RunAsync(request, cancel).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new ProviderException($"systemd-analyze verify does not accept the new {path}, which is left as it is:\n{result.Output.Trim()}")
                {
                    Process = result,
                };
            }

            await staged.CommitAsync(cancel).ConfigureAwait(false);
        };
}
