namespace OpsMop;

/// <summary>Downloads with .NET's own client, from the machine that runs the agent.</summary>
[Provider<DownloadResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class DownloadProvider : Provider<DownloadResource>
{
    private const int Retries = 2;

    private static readonly UnixMode NewMode = UnixMode.FromBits(0b110_100_100);
    private static readonly UnixMode NewSecretMode = UnixMode.FromBits(0b110_000_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(DownloadResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { Kind: FileKind.Directory or FileKind.Other })
        {
            throw new ProviderException(
                $"{want.Path} is a {(have.IsDirectory ? "directory" : "device, socket or pipe")}, not a file. Remove it if it may go, or correct the path.");
        }

        if (want.Absent)
        {
            await PlanAbsenceAsync(want.Path, plan, have, cancel).ConfigureAwait(false);
            return;
        }

        if (have is not { IsFile: true })
        {
            await PlanNewAsync(want, plan, have, cancel).ConfigureAwait(false);
            return;
        }

        var fetches = want.Overwrite != false && !await IsCurrentAsync(want, plan.System, cancel).ConfigureAwait(false);
        var owners = await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
        var mode = want.Mode is { IsGiven: true } given ? given : have.Mode;
        if (fetches)
        {
            AddWriting(want, plan, "write", FileWriting.Size(have.Size), Show(want), new FileMetadata(mode, owners.Owner ?? have.Owner, owners.Group ?? have.Group));
        }

        Ownership.AddChange(plan, want.Path, have, owners, want.Mode ?? default, made: fetches);
        if (mode != have.Mode)
        {
            plan.Change("chmod", have.Mode, mode, fetches ? static (_, _) => default : (system, stop) => system.SetModeAsync(want.Path, mode, stop));
        }
    }

    private static async ValueTask PlanNewAsync(DownloadResource want, Plan plan, FileStatus? have, CancellationToken cancel)
    {
        await FileWriting.RequireParentAsync(plan, want.Path, cancel).ConfigureAwait(false);
        var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, want.Common.User, cancel).ConfigureAwait(false);
        var mode = want.Mode is { IsGiven: true } given ? given : want.Headers?.Values.Any(value => value.IsSecret) == true ? NewSecretMode : NewMode;
        var to = $"{mode} {Ownership.Show(owner, group)}".TrimEnd() + $", {Show(want)}";
        var metadata = new FileMetadata(mode, owner, group);
        if (have is null)
        {
            AddWriting(want, plan, "create", null, to, metadata);
        }
        else
        {
            AddWriting(want, plan, "replace", $"a link to {await plan.System.ReadLinkAsync(want.Path, cancel).ConfigureAwait(false)}", "a file, " + to, metadata);
        }
    }

    private static async ValueTask PlanAbsenceAsync(AbsolutePath path, Plan plan, FileStatus? have, CancellationToken cancel)
    {
        if (have is not null)
        {
            FileWriting.AddDeletion(plan, path, have, UnitFile.Effects(path));
        }

        var record = DownloadRecord.At(path);
        if (await plan.System.StatAsync(record, follow: false, cancel).ConfigureAwait(false) is { IsDirectory: false })
        {
            plan.Change("forget", record, null, (system, stop) => system.DeleteAsync(record, recursive: false, stop));
        }
    }

    /// <summary>Whether the file is what the policy says, or what the server still has.</summary>
    private static async ValueTask<bool> IsCurrentAsync(DownloadResource want, ISystemReader system, CancellationToken cancel)
    {
        if (want.Checksum is { IsGiven: true } checksum)
        {
            return await HasAsync(system, want.Path, checksum, cancel).ConfigureAwait(false);
        }

        var address = new Uri(want.Url!);
        if (await DownloadRecord.ReadAsync(system, want.Path, cancel).ConfigureAwait(false) is not { } record
            || record.Address != DownloadRecord.HashOf(address)
            || !await HasAsync(system, want.Path, record.Content, cancel).ConfigureAwait(false))
        {
            return false;
        }

        return record.IsBlind || await AskAsync(
            want,
            system,
            async (request, download) =>
            {
                using var response = await download.AskAsync(record.Unless(request), cancel).ConfigureAwait(false);
                return record.IsCurrent(response);
            },
            cancel).ConfigureAwait(false);
    }

    private static ValueTask<bool> HasAsync(ISystemReader system, AbsolutePath path, Sha256 hash, CancellationToken cancel) =>
        system.HasContentAsync(path, FileContent.Deferred(static _ => throw new NotSupportedException(), hash), cancel);

    private static void AddWriting(DownloadResource want, Plan plan, string action, string? from, string to, FileMetadata metadata) =>
        plan.Change(
            action,
            from,
            to,
            async (system, cancel) => await AskAsync(
                want,
                system,
                async (_, download) =>
                {
                    await download.WriteAsync(system, want.Path, want.Checksum ?? default, metadata, cancel).ConfigureAwait(false);
                    return true;
                },
                cancel).ConfigureAwait(false),
            UnitFile.Effects(want.Path));

    /// <summary>Does something with the server, by a client of its own where it has other authorities.</summary>
    private static async ValueTask<bool> AskAsync(
        DownloadResource want, ISystemReader system, Func<UrlRequest, Downloading, ValueTask<bool>> ask, CancellationToken cancel)
    {
        var authorities = await Authorities.ReadAsync(system, want.CaFile, cancel).ConfigureAwait(false);
        try
        {
            using var client = authorities is null ? null : UrlContent.NewClient(authorities);
            var request = new UrlRequest(new Uri(want.Url!)) { Client = client, Headers = want.Headers };
            using var download = new Downloading(request, want.Retries ?? Retries);
            return await ask(request, download).ConfigureAwait(false);
        }
        finally
        {
            Authorities.Free(authorities);
        }
    }

    private static string Show(DownloadResource want) => UrlContent.Show(new Uri(want.Url!));
}
