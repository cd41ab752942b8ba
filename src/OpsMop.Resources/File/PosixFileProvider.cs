namespace OpsMop;

/// <summary>Manages files on any POSIX system.</summary>
[Provider<FileResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixFileProvider : Provider<FileResource>
{
    private static readonly UnixMode NewMode = UnixMode.FromBits(0b110_100_100);
    private static readonly UnixMode NewSecretMode = UnixMode.FromBits(0b110_000_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel)
    {
        // Ten thousand files with nothing to do come through here: no closure is made, and nothing is asked twice, before something has to change.
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { Kind: FileKind.Directory or FileKind.Other })
        {
            throw InTheWay(want, have);
        }

        if (want.Absent)
        {
            if (have is not null)
            {
                FileWriting.AddDeletion(plan, want.Path, have, UnitFile.Effects(want.Path));
            }

            return;
        }

        if (have is not { IsFile: true })
        {
            await PlanNewAsync(want, plan, have, cancel).ConfigureAwait(false);
            return;
        }

        FileContent? changed = null;
        if (want.Overwrite != false && await OpenAsync(want, plan, isThere: true, cancel).ConfigureAwait(false) is { } content
            && !await plan.System.HasContentAsync(want.Path, content, cancel).ConfigureAwait(false))
        {
            changed = content;
        }

        var owners = await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
        var mode = want.Mode is { IsGiven: true } given ? given : have.Mode;
        if (changed is not null)
        {
            var diff = await FileDiff.BetweenAsync(plan.System, want.Path, have, changed, cancel).ConfigureAwait(false);
            AddWriting(
                want,
                plan,
                "write",
                FileWriting.Size(have.Size),
                Describe(want, changed),
                changed,
                new FileMetadata(mode, owners.Owner ?? have.Owner, owners.Group ?? have.Group),
                diff);
        }

        Ownership.AddChange(plan, want.Path, have, owners, want.Mode ?? default, made: changed is not null);
        if (mode != have.Mode)
        {
            AddMode(plan, want.Path, have.Mode, mode, made: changed is not null);
        }
    }

    private static async ValueTask PlanNewAsync(FileResource want, Plan plan, FileStatus? have, CancellationToken cancel)
    {
        await FileWriting.RequireParentAsync(plan, want.Path, cancel).ConfigureAwait(false);
        var content = await OpenAsync(want, plan, isThere: false, cancel).ConfigureAwait(false) ?? FileContent.FromBytes(default);
        var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        var mode = want.Mode is { IsGiven: true } given ? given : content.IsSecret ? NewSecretMode : NewMode;
        var diff = await FileDiff.BetweenAsync(plan.System, want.Path, null, content, cancel).ConfigureAwait(false);
        var metadata = new FileMetadata(mode, owner, group);
        var to = $"{mode} {Ownership.Show(owner, group)}".TrimEnd() + $", {Describe(want, content)}";
        if (have is null)
        {
            AddWriting(want, plan, "create", null, to, content, metadata, diff);
        }
        else
        {
            var target = await plan.System.ReadLinkAsync(want.Path, cancel).ConfigureAwait(false);
            AddWriting(want, plan, "replace", $"a link to {target}", "a file, " + to, content, metadata, diff);
        }
    }

    /// <summary>The content that the file should have; <see langword="null"/> where any will do.</summary>
    private static ValueTask<FileContent?> OpenAsync(FileResource want, Plan plan, bool isThere, CancellationToken cancel)
    {
        if (want.Content is { } text)
        {
            return new(FileContent.FromText(text));
        }

        if (want.Source is { IsGiven: true } source)
        {
            return new(plan.OpenSource(source));
        }

        if (want.Template is { IsGiven: true })
        {
            return FileTemplate.RenderAsync(want, plan, cancel);
        }

        return want.Url is { } url ? OpenUrlAsync(new Uri(url), want.Checksum ?? default, plan, isThere, cancel) : default;
    }

    private static async ValueTask<FileContent?> OpenUrlAsync(Uri address, Sha256 checksum, Plan plan, bool isThere, CancellationToken cancel)
    {
        if (!address.IsFile)
        {
            return isThere && !checksum.IsGiven ? null : UrlContent.At(address, checksum);
        }

        AbsolutePath source = Uri.UnescapeDataString(address.AbsolutePath);
        if (await plan.System.StatAsync(source, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            throw new ProviderException($"{address}: there is no file {source} on this host. A file of the project is declared with .Source(…).");
        }

        var bytes = await plan.System.ReadAsync(source, cancel).ConfigureAwait(false);
        return checksum.IsGiven && checksum != Sha256.Of(bytes.Span)
            ? throw new ProviderException($"{source} has the checksum {Sha256.Of(bytes.Span)}, not {checksum}. Correct the checksum, or find out who changed the file.")
            : FileContent.FromBytes(bytes);
    }

    private static ProviderException InTheWay(FileResource want, FileStatus have) => new((have.IsDirectory, want.Absent) switch
    {
        (true, true) => $"{want.Path} is a directory, not a file. Use host.Directory(\"{want.Path}\").Absent() if it and all that is in it may go.",
        (true, false) => $"{want.Path} is a directory, not a file. Declare host.Directory(\"{want.Path}\").Absent() above if it and all that is in it may go, or correct the path.",
        _ => $"{want.Path} is a device, socket or pipe, not a file. Remove it, or correct the path.",
    });

    private static void AddMode(Plan plan, AbsolutePath path, UnixMode from, UnixMode to, bool made) =>
        plan.Change("chmod", from, to, made ? static (_, _) => default : (system, cancel) => system.SetModeAsync(path, to, cancel));

    private static void AddWriting(FileResource want, Plan plan, string action, string? from, string to, FileContent content, FileMetadata metadata, ContentDiff? diff) =>
        plan.Change(action, from, to, FileWriting.Of(want.Path, content, metadata, want.Check, want.Common.User), UnitFile.Effects(want.Path), diff);

    private static string Describe(FileResource want, FileContent content) =>
        content.Size is { } size
            ? FileWriting.Size(size)
            : want.Url is { } url
            ? UrlContent.Show(new Uri(url))
            : want.Source is { IsGiven: true } source
            ? source.Value : "";
}
