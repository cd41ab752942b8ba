namespace OpsMop;

/// <summary>Manages diversions with <c>dpkg-divert</c>, on Debian, Ubuntu and what derives from them.</summary>
[Provider<DpkgDivertResource>("dpkg", Platforms = ["apt"], Default = true, Proof = Proof.RealHost)]
public sealed class DpkgDivertProvider : Provider<DpkgDivertResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(DpkgDivertResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.ObserveAsync(Diversion.Key(want.Path), (system, stop) => Diversion.ReadAsync(system, want.Path, stop), cancel).ConfigureAwait(false);
        if (have?.Package is { } other && other != want.Package)
        {
            if (want.Absent)
            {
                return;
            }

            throw new ProviderException($"The package {other} diverts {want.Path} to {have.To} itself, and dpkg knows only one diversion of a file. Leave it, or remove the package.");
        }

        var wanted = want.Absent ? null : new Diversion(want.Target, want.Package);
        if (have == wanted)
        {
            return;
        }

        if (have is not null && want.Absent && want.Rename && await plan.System.StatAsync(have.To, follow: false, cancel).ConfigureAwait(false) is not null)
        {
            // The package's file comes back in place of what stood there; dpkg-divert overwrites nothing.
            await ManagedFile.PlanAbsenceAsync(plan, want.Path, effects: null, cancel).ConfigureAwait(false);
        }

        plan.Change(
            wanted is null ? "end diversion" : "divert",
            have?.To,
            wanted?.To,
            async (system, stop) =>
            {
                if (have is not null)
                {
                    await DivertAsync(want, system, "--remove", have, have.To, want.Path, stop).ConfigureAwait(false);
                }

                if (wanted is not null)
                {
                    await DivertAsync(want, system, "--add", wanted, want.Path, wanted.To, stop).ConfigureAwait(false);
                }
            },
            new Effects().Sets(Diversion.Key(want.Path), wanted));
    }

    private static async ValueTask DivertAsync(
        DpkgDivertResource want, ISystem system, string verb, Diversion diversion, AbsolutePath from, AbsolutePath to, CancellationToken cancel)
    {
        string[] whose = diversion.Package is { } package ? ["--package", package] : ["--local"];
        await SystemTool.RunAsync(
            system,
            cancel,
            ["dpkg-divert", "--quiet", .. whose, "--divert", diversion.To.Value, want.Rename ? "--rename" : "--no-rename", verb, want.Path.Value]).ConfigureAwait(false);

        // On a system this finds what dpkg-divert has moved. In a plan, where it does nothing, it moves the file for what comes below. The file of the package
        // that diverts is nobody's to move.
        if (want.Rename && diversion.Package is null && await system.StatAsync(to, follow: false, cancel).ConfigureAwait(false) is null)
        {
            switch (await system.StatAsync(from, follow: false, cancel).ConfigureAwait(false))
            {
                case { IsFile: true } file:
                    var content = FileContent.FromBytes(await system.ReadAsync(from, cancel).ConfigureAwait(false));
                    await system.WriteAsync(to, content, new FileMetadata(file.Mode, file.Owner, file.Group), cancel).ConfigureAwait(false);
                    break;
                case { IsLink: true } link:
                    var target = await system.ReadLinkAsync(from, cancel).ConfigureAwait(false);
                    await system.CreateLinkAsync(to, target, link.Owner, link.Group, cancel).ConfigureAwait(false);
                    break;
                default:
                    return;
            }

            await system.DeleteAsync(from, recursive: false, cancel).ConfigureAwait(false);
        }
    }
}
